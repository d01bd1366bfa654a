/** What FRR prints in the order in which it was made, by its kind and name. */
const made = /^(?:vrf|(?:ip |ipv6 )?(?:prefix|access)-list|route-map|router bgp \S+ vrf) \S+/;

/** A printed configuration with lists, route maps and VRFs in the order of their names; all else as it stands. */
export function byName(config = ""): string {
  const parts: string[] = [];
  for (const line of config.split("\n")) {
    if (/^!?$/.test(line)) continue;
    if (/^ |^exit/.test(line)) parts.push(`${parts.pop()}\n${line}`);
    else parts.push(line);
  }
  const nameOf = (part: string) => made.exec(part)?.[0];
  const placed = parts.filter((part) => nameOf(part) === undefined);
  const named = parts.filter((part) => nameOf(part) !== undefined);
  named.sort((one, other) =>
    (nameOf(one) ?? "") < (nameOf(other) ?? "") ? -1 : nameOf(one) === nameOf(other) ? 0 : 1,
  );
  return [...placed, ...named].join("\n");
}
