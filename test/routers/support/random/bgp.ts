import type { Draw } from "./draw.ts";
import type { Lists } from "./lists.ts";
import { group, neighbor, type Peer } from "./peers.ts";

type Part = (name: string) => Draw;

const families = ["ipv4", "ipv6"] as const;
type Family = (typeof families)[number];

/** One BGP process, of the router or of a VRF, without its first line and its exit. */
export function drawnBgp(part: Part, as: number, lists: Lists): string[] {
  const process = part("process");
  const groups = ["CORE", "EDGE", "PEERS"].flatMap((name) => group(part(name), name, as));
  const names = [
    "192.0.2.1",
    "192.0.2.2",
    "192.0.2.3",
    "192.0.2.4",
    "2001:db8::1",
    "2001:db8::2",
    "eth0",
  ];
  const peers = [...groups, ...names.flatMap((name) => neighbor(part(name), name, as, groups))];
  const isActive = !part("whether families are on from the start").chance(0.3);
  const inFamilies = families.flatMap((family) => {
    const lines = [
      ...familyLines(part(`family ${family}`), family, lists),
      ...peersIn(part, { family, isActive: isActive && family === "ipv4" }, peers, lists),
    ];
    return lines.length === 0
      ? []
      : [
          `address-family ${family} unicast`,
          ...lines.map((line) => ` ${line}`),
          "exit-address-family",
        ];
  });
  return [
    ...(isActive ? [] : ["no bgp default ipv4-unicast"]),
    ...processLines(process),
    ...peers.flatMap(({ lines }) => lines),
    ...inFamilies,
  ];
}

function processLines(draw: Draw): string[] {
  return [
    ...draw.line(0.6, () => `bgp router-id 1.1.1.${draw.number(1, 3)}`),
    ...draw.line(0.5, () => "no bgp ebgp-requires-policy"),
    ...draw.line(0.2, () => "bgp log-neighbor-changes"),
    ...draw.line(0.2, () => "bgp always-compare-med"),
    ...draw.line(0.2, () => `bgp cluster-id 9.9.9.${draw.number(1, 2)}`),
    ...draw.line(
      0.2,
      () => `bgp bestpath as-path ${draw.pick(["multipath-relax", "confed", "ignore"])}`,
    ),
    ...draw.line(0.15, () => "bgp bestpath compare-routerid"),
    ...draw.line(0.2, () => `bgp graceful-restart stalepath-time ${draw.pick([120, 300])}`),
    ...draw.line(0.2, () => `timers bgp ${draw.pick(["3 9", "10 30"])}`),
    ...draw.line(0.15, () => `bgp listen limit ${draw.pick([50, 200])}`),
    ...draw.line(0.1, () => "no bgp network import-check"),
    ...draw.line(0.1, () => "bgp fast-convergence"),
  ];
}

function familyLines(draw: Draw, family: Family, lists: Lists): string[] {
  const net =
    family === "ipv4" ? (n: number) => `10.20${n}.0.0/16` : (n: number) => `2001:db8:a${n}::/48`;
  const map = () => named(draw, lists.maps, (name) => ` route-map ${name}`);
  return [
    ...draw.some([1, 2, 3], 0.3).map((n) => `network ${net(n)}${map()}`),
    ...draw
      .some([4, 5], 0.2)
      .map(
        (n) =>
          `aggregate-address ${net(n)}${draw.pick(["", " summary-only", " as-set summary-only"])}`,
      ),
    ...draw
      .some(["connected", "static", family === "ipv4" ? "ospf" : "ospf6"], 0.3)
      .map(
        (from) =>
          `redistribute ${from}${draw.chance(0.4) ? ` metric ${draw.pick([5, 50])}` : ""}${map()}`,
      ),
    ...draw.line(0.2, () => `maximum-paths ${draw.pick([2, 4])}`),
    ...draw.line(0.2, () => `maximum-paths ibgp ${draw.pick([2, 4])}`),
    ...draw.line(0.15, () => `distance bgp ${draw.pick(["20 200 200", "30 150 150"])}`),
    ...draw.line(0.15, () => {
      const name = named(draw, lists.maps, (map) => map, 1);
      return name === "" ? undefined : `table-map ${name}`;
    }),
  ];
}

/** The end of a line that may name one of these. */
function named(
  draw: Draw,
  names: readonly string[],
  write: (name: string) => string,
  share = 0.4,
): string {
  return names.length > 0 && draw.chance(share) ? write(draw.pick(names)) : "";
}

/** What each peer is told in a family. What a group has said is not said of its members again in another kind. */
function peersIn(
  part: Part,
  { family, isActive }: { readonly family: Family; readonly isActive: boolean },
  peers: readonly Peer[],
  lists: Lists,
): string[] {
  const kinds = new Map<string, string>();
  return peers.flatMap((peer) => {
    const { name, group } = peer;
    const draw = part(`${name} in ${family}`);
    const isIn = draw.chance(family === "ipv4" ? 0.85 : 0.5);
    const said = [isIn ? "activate" : "no activate"].filter(() => isIn !== isActive);
    const lines = isIn
      ? peerLines(draw, peer, family, lists, (way) => kindOf(draw, kinds, group?.name ?? name, way))
      : [];
    return [...said, ...lines].map((line) =>
      line.startsWith("no ") ? `no neighbor ${name} ${line.slice(3)}` : `neighbor ${name} ${line}`,
    );
  });
}

/** FRR takes one kind of filter for a direction, of a group and its members alike. */
function kindOf(
  draw: Draw,
  kinds: Map<string, string>,
  name: string,
  way: string,
): "prefix-list" | "distribute-list" {
  const key = `${name} ${way}`;
  const drawn = draw.pick(["prefix-list", "prefix-list", "distribute-list"]);
  const kind = kinds.get(key) ?? drawn;
  kinds.set(key, kind);
  return kind as "prefix-list" | "distribute-list";
}

function peerLines(
  draw: Draw,
  { isInside }: Peer,
  family: Family,
  lists: Lists,
  kind: (way: string) => "prefix-list" | "distribute-list",
): string[] {
  const prefixes = family === "ipv4" ? lists.prefixes : lists.prefixes6;
  const access = family === "ipv4" ? lists.access : lists.access6;
  const ways = ["in", "out"];
  const of = (share: number, names: readonly string[], write: (name: string) => string) =>
    draw.line(share, () => (names.length === 0 ? undefined : write(draw.pick(names))));
  return [
    ...ways.flatMap((way) => of(0.3, lists.maps, (map) => `route-map ${map} ${way}`)),
    ...ways.flatMap((way) => {
      const word = kind(way);
      return of(
        0.25,
        word === "prefix-list" ? prefixes : access,
        (list) => `${word} ${list} ${way}`,
      );
    }),
    ...ways.flatMap((way) => of(0.2, lists.paths, (list) => `filter-list ${list} ${way}`)),
    ...draw.line(0.25, () => `next-hop-self${draw.pick(["", " force"])}`),
    ...draw.line(0.2, () => "soft-reconfiguration inbound"),
    ...draw.line(
      0.2,
      () => `default-originate${named(draw, lists.maps, (map) => ` route-map ${map}`)}`,
    ),
    ...draw.line(
      0.25,
      () =>
        `maximum-prefix ${draw.pick(["100", "200", "100 80", "100 warning-only", "100 80 restart 5"])}`,
    ),
    ...draw.line(0.2, () => `weight ${draw.pick([10, 20])}`),
    ...draw.line(0.15, () => `allowas-in ${draw.pick(["2", "5", "origin"])}`),
    ...draw.line(isInside ? 0 : 0.15, () => "as-override"),
    ...draw.line(0.1, () => "attribute-unchanged next-hop"),
    ...draw.line(isInside ? 0.3 : 0, () => "route-reflector-client"),
    ...draw.line(
      isInside ? 0 : 0.15,
      () => `remove-private-AS${draw.pick(["", " all", " replace-AS", " all replace-AS"])}`,
    ),
    ...draw.line(0.2, () => `no send-community${draw.pick(["", " extended", " large", " all"])}`),
    ...of(0.1, lists.maps, (map) => `unsuppress-map ${map}`),
  ];
}
