import type { Bgp, Port, Router } from "./model.ts";

/** A line with its value, or none where there is no value. */
export function said(line: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [`${line}${value}`];
}

/** A router as IOS-XE prints it. */
export function iosText(router: Router): string {
  const lines = [`hostname ${router.hostname}`, "!"];
  for (const vrf of router.vrfs) lines.push(`vrf definition ${vrf}`, "!");
  if (router.loopback !== undefined)
    lines.push("interface Loopback0", ` description ${router.loopback}`, "!");
  router.ports.forEach((port, index) => {
    lines.push(`interface GigabitEthernet${index + 1}`, ...portLines(port), "!");
  });
  if (router.bgp !== undefined) lines.push(...bgpLines(router.bgp), "!");
  for (const { to, via, distance } of router.routes) {
    lines.push(
      ...said(
        `ip route 172.16.${to}.0 255.255.255.0 192.0.2.${via}`,
        distance === undefined ? "" : ` ${distance}`,
      ),
    );
  }
  for (const [name, entries] of Object.entries(router.filters)) {
    lines.push(
      `ip access-list extended ${name}`,
      ...entries.map(({ seq, what }) => ` ${seq} permit tcp any any eq ${what}`),
    );
  }
  for (const [name, entries] of Object.entries(router.lists)) {
    lines.push(
      ...entries.map(
        ({ seq, what }) => `ip prefix-list ${name} seq ${seq} permit 10.${what}.0.0/16`,
      ),
    );
  }
  for (const [name, { list, preference }] of Object.entries(router.maps)) {
    lines.push(
      `route-map ${name} permit 10`,
      ...said(" match ip address prefix-list ", list),
      ...said(" set local-preference ", preference),
    );
  }
  for (const server of router.servers) lines.push(`ntp server 192.0.2.${server}`);
  if (router.banner !== undefined) lines.push("banner motd ^C", ...router.banner, "^C");
  return [...lines, "end", ""].join("\n");
}

function portLines(port: Port): string[] {
  const address = port.address === undefined ? undefined : `10.0.${port.address}.1 255.255.255.0`;
  return [
    ...said(" description ", port.description),
    ...said(" vrf forwarding ", port.vrf),
    ...(address === undefined ? [" no ip address"] : [` ip address ${address}`]),
    ...port.others.map((other) => ` ip address 10.0.${other}.1 255.255.255.0 secondary`),
    ...said(" ip access-group ", port.filter === undefined ? undefined : `${port.filter} in`),
    ...said(" ip ospf cost ", port.cost),
    ...(port.isDown ? [" shutdown"] : []),
  ];
}

function bgpLines(bgp: Bgp): string[] {
  const lines = [`router bgp ${bgp.as}`, ...said(" bgp router-id 1.1.1.", bgp.id)];
  const inFamily: string[] = [];
  for (const [n, { as, description, map }] of Object.entries(bgp.neighbors)) {
    lines.push(
      ` neighbor 192.0.2.${n} remote-as ${as}`,
      ...said(` neighbor 192.0.2.${n} description `, description),
    );
    if (map !== undefined) inFamily.push(`  neighbor 192.0.2.${n} route-map ${map} in`);
  }
  return inFamily.length === 0
    ? lines
    : [...lines, " address-family ipv4", ...inFamily, " exit-address-family"];
}
