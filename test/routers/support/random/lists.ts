import type { Draw } from "./draw.ts";

/** Lists that a configuration has, by what they are called where they are used. */
export type Lists = {
  readonly prefixes: readonly string[];
  readonly prefixes6: readonly string[];
  readonly access: readonly string[];
  readonly access6: readonly string[];
  readonly paths: readonly string[];
  readonly communities: readonly string[];
  readonly larges: readonly string[];
  readonly maps: readonly string[];
};

type Part = (name: string) => Draw;
/** A list's name, with the lines of its entries. */
type Written = readonly [name: string, lines: readonly string[]];

/** Lists of every kind, and route maps that use them. */
export function drawnLists(part: Part): { readonly lists: Lists; readonly lines: string[] } {
  const drawn = {
    prefixes: among(part, ["P1", "P2", "P3", "P4"], prefixList),
    prefixes6: among(part, ["Q1", "Q2"], prefixList6),
    access: among(part, ["L1", "L2", "L3"], accessList),
    access6: among(part, ["K1"], accessList6),
    paths: among(part, ["F1", "F2"], pathList),
    communities: among(part, ["C1", "C2", "C3"], communityList),
    larges: among(part, ["G1"], largeList),
  };
  const names = (lists: readonly Written[]) => lists.map(([name]) => name);
  const named = {
    prefixes: names(drawn.prefixes),
    prefixes6: names(drawn.prefixes6),
    access: names(drawn.access),
    access6: names(drawn.access6),
    paths: names(drawn.paths),
    communities: names(drawn.communities),
    larges: names(drawn.larges),
  };
  const maps = among(part, ["M1", "M2", "M3", "M4"], (draw, name) => routeMap(draw, name, named));
  return {
    lists: { ...named, maps: names(maps) },
    lines: [...Object.values(drawn), maps].flat().flatMap(([, lines]) => lines),
  };
}

function among(
  part: Part,
  names: readonly string[],
  write: (draw: Draw, name: string) => readonly string[],
): readonly Written[] {
  return names.flatMap((name): Written[] => {
    const draw = part(name);
    return draw.chance(0.75) ? [[name, write(draw, name)]] : [];
  });
}

/** Numbered entries, no two of which say the same. */
function entries(draw: Draw, head: string, says: readonly string[], most = 4): string[] {
  const numbers = draw.some([5, 7, 10, 12, 15, 20, 25, 30], 0.45).slice(0, most);
  const left = [...says];
  return (numbers.length === 0 ? [5] : numbers).flatMap((seq) => {
    if (left.length === 0) return [];
    const [said] = left.splice(draw.number(0, left.length - 1), 1);
    return [`${head} seq ${seq} ${draw.pick(["permit", "permit", "deny"])} ${said}`];
  });
}

function prefixList(draw: Draw, name: string): string[] {
  const says = [1, 2, 3, 4].flatMap((n) => [
    `10.${n}.0.0/16`,
    `10.${n}.0.0/16 le 24`,
    `10.${n}.0.0/16 ge 20 le 28`,
  ]);
  return [
    ...draw.line(0.3, () => `ip prefix-list ${name} description ${text(draw)}`),
    ...entries(draw, `ip prefix-list ${name}`, [...says, "any"]),
  ];
}

function prefixList6(draw: Draw, name: string): string[] {
  const says = [1, 2, 3].flatMap((n) => [
    `2001:db8:${n}::/48`,
    `2001:db8:${n}::/48 le 64`,
    `2001:db8:${n}::/48 ge 56`,
  ]);
  return [
    ...draw.line(0.2, () => `ipv6 prefix-list ${name} description ${text(draw)}`),
    ...entries(draw, `ipv6 prefix-list ${name}`, [...says, "any"]),
  ];
}

function accessList(draw: Draw, name: string): string[] {
  const says = ["any", "10.1.0.0/16", "10.2.0.0/16 exact-match", "10.3.0.0/24", "10.4.0.0/24"];
  return [
    ...draw.line(0.3, () => `access-list ${name} remark ${text(draw)}`),
    ...entries(draw, `access-list ${name}`, says),
  ];
}

function accessList6(draw: Draw, name: string): string[] {
  return entries(draw, `ipv6 access-list ${name}`, [
    "any",
    "2001:db8:1::/48",
    "2001:db8:2::/48 exact-match",
  ]);
}

function pathList(draw: Draw, name: string): string[] {
  return entries(draw, `bgp as-path access-list ${name}`, ["^$", ".*", "^65001_", "_65002$"], 3);
}

function communityList(draw: Draw, name: string): string[] {
  const isExact = name !== "C3";
  const says = isExact
    ? ["65000:1", "65000:2 65000:3", "no-export", "65000:4"]
    : ["65000:.*", "^65001:[12]$", "6500[0-3]:9"];
  return entries(draw, `bgp community-list ${isExact ? "standard" : "expanded"} ${name}`, says, 3);
}

function largeList(draw: Draw, name: string): string[] {
  const says = ["65000:1:1", "65000:1:2 65000:1:3", "65000:2:1"];
  return entries(draw, `bgp large-community-list standard ${name}`, says, 3);
}

function routeMap(draw: Draw, name: string, lists: Omit<Lists, "maps">): string[] {
  const numbers = draw.some([5, 10, 20, 30], 0.5);
  return (numbers.length === 0 ? [10] : numbers).flatMap((seq) => {
    const action = draw.pick(["permit", "permit", "deny"]);
    return [
      `route-map ${name} ${action} ${seq}`,
      ...[
        ...draw.line(0.3, () => `description ${text(draw)}`),
        ...matches(draw, lists),
        ...sets(draw),
        ...draw.line(0.1, () => `call ${name}a`),
        ...draw.line(action === "permit" ? 0.25 : 0, () =>
          draw.pick(["on-match next", "on-match goto 40", "on-match goto 50"]),
        ),
      ].map((line) => ` ${line}`),
      "exit",
    ];
  });
}

function matches(draw: Draw, lists: Omit<Lists, "maps">): string[] {
  const of = (share: number, names: readonly string[], write: (name: string) => string) =>
    draw.line(share, () => (names.length === 0 ? undefined : write(draw.pick(names))));
  return [
    ...draw.pick([
      () => of(0.8, lists.prefixes, (list) => `match ip address prefix-list ${list}`),
      () => of(0.8, lists.access, (list) => `match ip address ${list}`),
      () => of(0.8, lists.prefixes6, (list) => `match ipv6 address prefix-list ${list}`),
      () => of(0.8, lists.access6, (list) => `match ipv6 address ${list}`),
    ])(),
    ...of(0.25, lists.communities, (list) =>
      draw.chance(0.3) ? `match community ${list} exact-match` : `match community ${list}`,
    ),
    ...of(0.15, lists.larges, (list) => `match large-community ${list}`),
    ...of(0.2, lists.paths, (list) => `match as-path ${list}`),
    ...draw.line(0.15, () => `match metric ${draw.pick([10, 20])}`),
    ...draw.line(0.15, () => `match tag ${draw.pick([7, 8])}`),
    ...draw.line(0.1, () => `match interface ${draw.pick(["eth0", "eth1"])}`),
    ...draw.line(0.1, () => `match source-protocol ${draw.pick(["static", "ospf"])}`),
    ...draw.line(0.1, () => `match origin ${draw.pick(["igp", "egp", "incomplete"])}`),
    ...draw.line(0.1, () => `match peer 192.0.2.${draw.number(1, 3)}`),
    ...draw.line(0.1, () => `match ip next-hop address 192.0.2.${draw.number(1, 3)}`),
  ];
}

function sets(draw: Draw): string[] {
  return [
    ...draw.line(0.35, () => `set local-preference ${draw.pick([100, 150, 200])}`),
    ...draw.line(0.3, () => `set metric ${draw.pick(["5", "50", "+5", "-5", "rtt"])}`),
    ...draw.line(
      0.3,
      () =>
        `set community ${draw.pick(["65000:1", "65000:1 65000:2", "65000:3 additive", "none"])}`,
    ),
    ...draw.line(
      0.15,
      () => `set large-community ${draw.pick(["65000:1:1", "65000:1:2 additive"])}`,
    ),
    ...draw.line(0.1, () => `set extcommunity rt ${draw.pick(["65000:1", "65000:2"])}`),
    ...draw.line(
      0.2,
      () => `set as-path prepend ${draw.pick(["65000", "65000 65000", "last-as 2"])}`,
    ),
    ...draw.line(0.1, () => `set as-path exclude ${draw.pick(["65009", "65008 65009"])}`),
    ...draw.line(0.15, () => `set ip next-hop ${draw.pick(["192.0.2.9", "peer-address"])}`),
    ...draw.line(0.1, () => `set ipv6 next-hop global 2001:db8::${draw.number(1, 2)}`),
    ...draw.line(0.15, () => `set weight ${draw.pick([10, 20])}`),
    ...draw.line(0.15, () => `set origin ${draw.pick(["igp", "incomplete"])}`),
    ...draw.line(0.15, () => `set tag ${draw.pick([7, 8])}`),
    ...draw.line(0.1, () => `set comm-list ${draw.pick(["C1", "C2"])} delete`),
    ...draw.line(0.1, () => "set atomic-aggregate"),
  ];
}

/** What a person writes into a description. */
export function text(draw: Draw): string {
  return draw.pick(["to the core", "customer A", "no shutdown", "do not  touch", "v2 (new)"]);
}
