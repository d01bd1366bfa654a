import type { Random } from "./random.ts";

/** Names that random configurations draw from: few, so that two of them have much in common. */
const ports = ["eth1", "eth2", "eth3", "eth4", "lo"];
const prefixLists = ["ANY", "CORE", "EDGE", "OWN", "PEERS"];
const communityLists = ["GOLD", "SILVER"];
const routeMaps = ["EXPORT", "IMPORT", "LOCAL", "PREPEND"];
const groups = ["FABRIC", "UPSTREAM"];

/** A configuration that FRR takes without a word, as somebody would write it. */
export function randomFrr(random: Random): string {
  const lists = random.some(prefixLists, 0.7);
  const communities = random.some(communityLists, 0.6);
  const maps = random.some(routeMaps, 0.7);
  const lines = [
    "frr defaults traditional",
    "hostname r1",
    ...ports.flatMap((port) => (random.chance(0.7) ? portLines(port, random) : [])),
    ...routeLines(random),
    ...lists.flatMap((list) => prefixListLines(list, random)),
    ...communities.flatMap((list) =>
      entries(random, 3).map(
        (seq) => `bgp community-list standard ${list} seq ${seq} permit 65000:${seq}`,
      ),
    ),
    ...maps.flatMap((map) => routeMapLines(map, { lists, communities }, random)),
    ...(random.chance(0.9) ? bgpLines({ lists, maps }, random) : []),
    ...(random.chance(0.6) ? ospfLines(random) : []),
  ];
  return `${lines.join("\n")}\n`;
}

function portLines(port: string, random: Random): string[] {
  const number = ports.indexOf(port) + 1;
  const second = random.chance(0.3)
    ? [` ip address 10.${number}.${random.below(3) + 100}.1/24`]
    : [];
  return [
    `interface ${port}`,
    ...random.maybe(0.6, () => ` description ${random.pick(["to the core", "spare", "why? so!"])}`),
    ...random.maybe(0.8, () => ` ip address 10.${number}.${random.below(4)}.1/24`),
    ...second,
    ...random.maybe(0.3, () => ` ipv6 address 2001:db8:${number}:${random.below(3)}::1/64`),
    ...random.maybe(0.4, () => ` ip ospf area 0.0.0.${random.below(2)}`),
    ...random.maybe(0.2, () => " ip ospf passive"),
    ...random.maybe(0.3, () => ` ip ospf cost ${random.below(3) + 10}`),
    ...random.maybe(0.2, () => ` ip ospf hello-interval ${random.below(3) + 2}`),
    "exit",
  ];
}

function routeLines(random: Random): string[] {
  return Array.from({ length: 20 }, (_, index) => index).flatMap((index) => {
    if (random.chance(0.5)) return [];
    const prefix = `172.16.${index}.0/24`;
    const hops = random.some(["10.1.0.2", "10.2.0.2", "blackhole"], 0.45);
    const wanted = hops.includes("blackhole") ? ["blackhole"] : hops;
    return wanted.map((hop) => {
      const tag = random.chance(0.2) ? ` tag ${random.below(3) + 1}` : "";
      const distance = random.chance(0.3) ? ` ${random.below(3) + 10}` : "";
      return `ip route ${prefix} ${hop}${tag}${distance}`;
    });
  });
}

/** Rising numbers, in steps of five or so. */
function entries(random: Random, most: number): number[] {
  const numbers = Array.from({ length: most }, (_, index) => (index + 1) * 5);
  return numbers.filter(() => random.chance(0.7));
}

function prefixListLines(list: string, random: Random): string[] {
  return entries(random, 6).map((seq, index) => {
    const net = random.below(6);
    const range = random.pick(["", " le 32", " ge 25", " ge 25 le 28"]);
    // The number is part of the prefix: FRR ignores a second entry that says the same.
    const prefix = `10.${index * 10 + net}.0.0/16`;
    return `ip prefix-list ${list} seq ${seq} ${random.pick(["permit", "deny"])} ${prefix}${range}`;
  });
}

type Named = Readonly<Record<"lists" | "communities" | "maps", readonly string[]>>;

function routeMapLines(
  map: string,
  { lists, communities }: Pick<Named, "lists" | "communities">,
  random: Random,
): string[] {
  const clause = (seq: number, action: string) => [
    `route-map ${map} ${action} ${seq}`,
    ...random.maybe(0.3, () => ` description ${random.pick(["for customers", "last resort"])}`),
    ...random.maybe(lists.length > 0 ? 0.6 : 0, () => {
      return ` match ip address prefix-list ${random.pick(lists)}`;
    }),
    ...random.maybe(communities.length > 0 ? 0.3 : 0, () => {
      return ` match community ${random.pick(communities)}`;
    }),
    ...random.maybe(0.4, () => ` set local-preference ${random.pick([50, 150, 200])}`),
    ...random.maybe(0.3, () => ` set metric ${random.below(3) + 1}`),
    ...random.maybe(0.3, () => ` set community ${random.pick(["65000:1", "65000:2 65000:3"])}`),
    ...random.maybe(0.3, () => ` set as-path prepend ${random.pick(["65000", "65000 65000"])}`),
    ...random.maybe(action === "permit" ? 0.2 : 0, () => " on-match next"),
    "exit",
  ];
  return entries(random, 4).flatMap((seq) =>
    clause(seq, random.pick(["permit", "permit", "deny"])),
  );
}

function bgpLines({ lists, maps }: Pick<Named, "lists" | "maps">, random: Random): string[] {
  const used = random.some(groups, 0.5);
  const neighbors = random.some(["10.1.0.2", "10.2.0.2", "10.3.0.2", "10.4.0.2"], 0.7);
  const policies = (name: string) => [
    ...random.maybe(maps.length > 0 ? 0.4 : 0, () => {
      return `  neighbor ${name} route-map ${random.pick(maps)} ${random.pick(["in", "out"])}`;
    }),
    ...random.maybe(lists.length > 0 ? 0.3 : 0, () => {
      return `  neighbor ${name} prefix-list ${random.pick(lists)} in`;
    }),
    ...random.maybe(0.3, () => `  neighbor ${name} soft-reconfiguration inbound`),
    ...random.maybe(0.2, () => `  neighbor ${name} maximum-prefix ${random.pick([100, 200])}`),
  ];
  return [
    `router bgp ${random.chance(0.85) ? 65001 : 65009}`,
    ...random.maybe(0.6, () => ` bgp router-id 192.0.2.${random.below(3) + 1}`),
    ...random.maybe(0.6, () => " no bgp ebgp-requires-policy"),
    ...used.flatMap((group) => [
      ` neighbor ${group} peer-group`,
      ` neighbor ${group} remote-as ${random.pick([65100, 65101])}`,
      ...neighborLines(group, random),
    ]),
    ...neighbors.flatMap((neighbor) => [
      used.length > 0 && random.chance(0.4)
        ? ` neighbor ${neighbor} peer-group ${random.pick(used)}`
        : ` neighbor ${neighbor} remote-as ${random.pick([65002, 65003])}`,
      ...neighborLines(neighbor, random),
    ]),
    " address-family ipv4 unicast",
    ...random
      .some(["10.0.0.0/8", "172.16.0.0/12", "192.0.2.0/24"], 0.5)
      .map((p) => `  network ${p}`),
    ...random.maybe(
      0.3,
      () => `  aggregate-address 172.16.0.0/16${random.pick(["", " summary-only"])}`,
    ),
    ...random.maybe(0.4, () => {
      const map = maps.length > 0 && random.chance(0.5) ? ` route-map ${random.pick(maps)}` : "";
      return `  redistribute ${random.pick(["connected", "static"])}${map}`;
    }),
    ...[...used, ...neighbors].flatMap(policies),
    " exit-address-family",
    "exit",
  ];
}

function neighborLines(name: string, random: Random): string[] {
  return [
    ...random.maybe(0.5, () => ` neighbor ${name} description ${random.pick(["core", "a peer"])}`),
    ...random.maybe(0.3, () => ` neighbor ${name} timers ${random.pick(["3 9", "10 30"])}`),
    ...random.maybe(0.2, () => ` neighbor ${name} ebgp-multihop ${random.pick([2, 5])}`),
    ...random.maybe(0.2, () => ` neighbor ${name} update-source ${random.pick(["lo", "eth1"])}`),
  ];
}

function ospfLines(random: Random): string[] {
  return [
    "router ospf",
    ...random.maybe(0.6, () => ` ospf router-id 192.0.2.${random.below(3) + 1}`),
    ...random.maybe(0.4, () => ` redistribute static metric ${random.pick([10, 20])}`),
    "exit",
  ];
}
