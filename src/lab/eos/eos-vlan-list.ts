import { numbersIn, shortestList } from "../lines/several.ts";

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
  return vlans.size === 0 ? `${line} none` : `${line} ${shortestList(vlans)}`;
}

function members(list: string): Set<number> {
  return new Set(list === "none" ? [] : numbersIn(list));
}
