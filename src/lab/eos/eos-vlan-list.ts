const ALL = 4094;

/**
 * `switchport trunk allowed vlan add|remove LIST` as the line that is kept: the whole list. `present` is what the port
 * has, undefined where it carries every VLAN; all of them again is the default. General knowledge of switches.
 */
export function editedVlans(
  present: string | undefined,
  how: "add" | "remove",
  list: string,
): string {
  const vlans = members(present ?? `1-${ALL}`);
  for (const vlan of members(list))
    if (how === "add") vlans.add(vlan);
    else vlans.delete(vlan);
  const line = "switchport trunk allowed vlan";
  if (vlans.size === ALL) return `no ${line}`;
  return vlans.size === 0 ? `${line} none` : `${line} ${shortest(vlans)}`;
}

function members(list: string): Set<number> {
  const vlans = new Set<number>();
  for (const part of list === "none" ? [] : list.split(",")) {
    const [first = 0, last = first] = part.split("-").map(Number);
    for (let vlan = first; vlan <= last; vlan++) vlans.add(vlan);
  }
  return vlans;
}

/** `1-3,5` for 1, 2, 3 and 5. */
function shortest(vlans: ReadonlySet<number>): string {
  const parts: string[] = [];
  for (const first of [...vlans].sort((a, b) => a - b)) {
    if (vlans.has(first - 1)) continue;
    let last = first;
    while (vlans.has(last + 1)) last++;
    parts.push(last === first ? `${first}` : `${first}-${last}`);
  }
  return parts.join(",");
}
