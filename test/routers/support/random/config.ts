import { drawnBgp } from "./bgp.ts";
import { Draw } from "./draw.ts";
import { drawnLists, text } from "./lists.ts";

/** A valid configuration, each part of it drawn by the number that `seed` gives for it. */
export function drawnConfig(seed: (part: string) => number): string {
  const part = (name: string) => new Draw(seed(name));
  const { lists, lines } = drawnLists(part);
  const router = part("router");
  const as = router.pick([65000, 65000, 65000, 65010]);
  const hasBgp = router.chance(0.9);
  const isByPort = router.chance(0.5);
  const vrfs = ["RED", "BLUE"].flatMap((name) => {
    const draw = part(name);
    const lines = draw.chance(0.6) ? routes(draw, 0.3) : [];
    return lines.length === 0 ? [] : [{ name, lines, hasBgp: hasBgp && draw.chance(0.5) }];
  });
  return [
    ...router.line(0.2, () => `log timestamp precision ${router.pick([3, 6])}`),
    ...router.line(0.2, () => "log syslog informational"),
    ...routes(part("routes"), 0.5),
    ...vrfs.flatMap(({ name, lines }) => section(`vrf ${name}`, lines, "exit-vrf")),
    ...["lo", "eth0", "eth1"].flatMap((name, index) =>
      section(`interface ${name}`, port(part(name), name, index, isByPort)),
    ),
    ...lines,
    ...(hasBgp ? section(`router bgp ${as}`, drawnBgp(part, as, lists)) : []),
    ...vrfs
      .filter((vrf) => vrf.hasBgp)
      .flatMap(({ name }) =>
        section(
          `router bgp ${as} vrf ${name}`,
          drawnBgp((one) => part(`${one} of ${name}`), as, lists),
        ),
      ),
    ...section("router ospf", ospf(part("ospf"), isByPort, lists.maps)),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** A section that is left out where nothing stands in it. */
function section(line: string, inside: readonly string[], exit = "exit"): string[] {
  return inside.length === 0 ? [] : [line, ...inside.map((one) => ` ${one}`), exit];
}

function routes(draw: Draw, share: number): string[] {
  return [
    ...[1, 2, 3, 4].flatMap((n) => {
      const end = () =>
        `${draw.pick(["", "", " tag 7", " tag 8"])}${draw.pick(["", "", " 50", " 200"])}`;
      if (!draw.chance(share)) return [];
      const to = `ip route 10.10${n}.0.0/16`;
      if (draw.chance(0.25))
        return [`${to} ${draw.pick(["blackhole", "Null0", "reject"])}${end()}`];
      const hops = draw.some(["192.0.2.1", "192.0.2.2", "192.0.2.3 eth0", "eth1"], 0.4);
      return hops.map((hop) => `${to} ${hop}${end()}`);
    }),
    ...[1, 2].flatMap((n) => {
      if (!draw.chance(share)) return [];
      const hops = draw.some(["2001:db8::1", "fe80::1 eth0", "2001:db8::3 eth1"], 0.5);
      return hops.map(
        (hop) => `ipv6 route 2001:db8:f${n}::/48 ${hop}${draw.pick(["", " 50", " tag 9"])}`,
      );
    }),
  ];
}

function port(draw: Draw, name: string, index: number, isByPort: boolean): string[] {
  const isCable = name !== "lo";
  const isShut = isCable && draw.chance(0.2);
  return [
    ...draw.line(0.5, () => `description ${text(draw)}`),
    ...draw.some([1, 2, 3], isShut ? 0 : 0.4).map((n) => `ip address 10.${index}.${n}.1/24`),
    ...draw.some([1, 2], isShut ? 0 : 0.3).map((n) => `ipv6 address 2001:db8:${index}:${n}::1/64`),
    ...draw.line(0.2, () => `bandwidth ${draw.pick([100, 1000])}`),
    ...(isShut ? ["shutdown"] : []),
    ...draw.line(isByPort ? 0.6 : 0, () => `ip ospf area ${draw.pick(["0", "0.0.0.1", "2"])}`),
    ...draw.line(0.3, () => `ip ospf cost ${draw.pick([5, 10])}`),
    ...draw.line(0.2, () => `ip ospf priority ${draw.pick([0, 10])}`),
    ...draw.line(0.2, () => `ip ospf hello-interval ${draw.pick([1, 5])}`),
    ...draw.line(
      0.2,
      () => `ip ospf dead-interval ${draw.pick(["4", "20", "minimal hello-multiplier 4"])}`,
    ),
    ...draw.line(
      isCable ? 0.3 : 0,
      () => `ip ospf network ${draw.pick(["point-to-point", "broadcast", "non-broadcast"])}`,
    ),
    ...draw.line(0.2, () => "ip ospf passive"),
    ...draw.line(0.2, () => "ip ospf mtu-ignore"),
    ...draw.line(0.2, () => `ip ospf authentication${draw.pick(["", " message-digest", " null"])}`),
    ...draw.line(0.15, () => `ip ospf authentication-key ${draw.pick(["key1", "key2"])}`),
    ...draw
      .some([1, 2], 0.2)
      .map((id) => `ip ospf message-digest-key ${id} md5 ${draw.pick(["keyA", "keyB"])}`),
    ...draw.line(0.1, () => `ip ospf retransmit-interval ${draw.pick([10, 20])}`),
    ...draw.line(0.1, () => `ip ospf transmit-delay ${draw.pick([3, 5])}`),
  ];
}

function ospf(draw: Draw, isByPort: boolean, maps: readonly string[]): string[] {
  if (!draw.chance(0.8)) return [];
  const map = () => (maps.length > 0 && draw.chance(0.4) ? ` route-map ${draw.pick(maps)}` : "");
  return [
    ...draw.line(0.6, () => `ospf router-id 2.2.2.${draw.number(1, 3)}`),
    ...draw.line(0.2, () => `log-adjacency-changes${draw.pick(["", " detail"])}`),
    ...draw.line(0.2, () => `auto-cost reference-bandwidth ${draw.pick([1000, 10000])}`),
    ...draw.line(0.2, () => `timers throttle spf ${draw.pick(["10 50 500", "50 100 1000"])}`),
    ...draw.line(
      0.2,
      () => `max-metric router-lsa ${draw.pick(["administrative", "on-startup 60"])}`,
    ),
    ...draw
      .some(["connected", "static", "bgp"], 0.35)
      .map(
        (from) =>
          `redistribute ${from}${draw.chance(0.4) ? ` metric ${draw.pick([10, 20])}` : ""}${draw.chance(0.3) ? " metric-type 1" : ""}${map()}`,
      ),
    ...draw
      .some(["lo", "eth0", "eth1"], 0.2)
      .map((name) => `passive-interface ${name}`)
      .slice(0, 0),
    ...(isByPort
      ? []
      : draw
          .some([0, 1, 2], 0.5)
          .map((n) => `network 10.${n}.0.0/16 area ${draw.pick(["0", "1"])}`)),
    ...draw.line(0.3, () => `area 2 stub${draw.pick(["", " no-summary"])}`),
    ...draw.line(
      0.2,
      () =>
        `area 1 range 10.1${draw.number(1, 2)}.0.0/16${draw.pick(["", " not-advertise", " cost 5"])}`,
    ),
    ...draw.line(0.2, () => `area 1 authentication${draw.pick(["", " message-digest"])}`),
    ...draw.line(
      0.2,
      () =>
        `default-information originate${draw.pick(["", " always", " metric 5", " always metric 5 metric-type 1"])}${map()}`,
    ),
    ...draw.line(0.15, () => `default-metric ${draw.pick([10, 20])}`),
    ...draw.line(0.15, () => `distance ${draw.pick([100, 120])}`),
  ];
}
