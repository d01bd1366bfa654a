import { IosBox } from "./ios-box.ts";
import { Refusal } from "./line-box.ts";
import type { Router } from "./model.ts";

/** FRR, told as what is different from IOS-XE. What it refuses was seen on FRR 8.4.4. */
export class FrrBox extends IosBox {
  override type(line: string): boolean {
    if (line.startsWith("frr ")) return true;
    if (/^no description .|^no address-family|^no banner/.test(line))
      throw new Refusal(`% Unknown command: ${line}`);
    const entry = /^ip prefix-list (\S+) seq (\d+) (permit \S+)$/.exec(line);
    if (entry !== null) return this.typeEntry(entry[1]!, entry[2]!, line, entry[3]!);
    const gone = /^no ip prefix-list (\S+) seq (\d+)/.exec(line);
    if (gone !== null && !this.top.lines.delete(`list ${gone[1]} ${gone[2]}`))
      throw new Refusal(`% Can't find ${line}`);
    return gone !== null || super.type(translated(line, this.place));
  }

  /** Families are printed only where something stands in them. */
  protected override isAlwaysThere(name: string): boolean {
    return super.isAlwaysThere(name) || name.startsWith("address-family");
  }

  /** A number is overwritten in place; the same prefix under a second number is ignored without a word. */
  private typeEntry(list: string, seq: string, line: string, what: string): boolean {
    const other = [...this.top.lines].some(
      ([key, value]) =>
        key.startsWith(`list ${list} `) && key !== `list ${list} ${seq}` && value.endsWith(what),
    );
    if (!other) this.top.lines.set(`list ${list} ${seq}`, line);
    return true;
  }
}

function translated(line: string, place: string): string {
  return line
    .replace(/^interface eth/, "interface GigabitEthernet")
    .replace(/^address-family ipv4 unicast$/, "address-family ipv4")
    .replace(/^(no )?ip address (\S+)\/24$/, "$1ip address $2 255.255.255.0 plain")
    .replace(/^(no )?ip route (\S+)\/24 /, "$1ip route $2 255.255.255.0 ")
    .replace(/^match ip address prefix-list (\S+)$/, "match only $1")
    .replace(/^no match ip address prefix-list$/, "no match ip address prefix-list x")
    .replace(/^(no )?log syslog$/, place === "" ? "$1ntp server syslog" : line);
}

/** A router as FRR prints it. VRFs and filters of ports are the kernel's there, so that they are left out. */
export function frrText(router: Router): string {
  const lines = ["frr version 8.4.4", "frr defaults traditional", `hostname ${router.hostname}`];
  if (router.servers.includes(1)) lines.push("log syslog");
  for (const { to, via, distance } of router.routes) {
    lines.push(
      `ip route 172.16.${to}.0/24 192.0.2.${via}${distance === undefined ? "" : ` ${distance}`}`,
    );
  }
  lines.push("!");
  router.ports.forEach((port, index) => {
    lines.push(`interface eth${index + 1}`);
    if (port.description !== undefined) lines.push(` description ${port.description}`);
    for (const address of [port.address, ...port.others])
      if (address !== undefined) lines.push(` ip address 10.0.${address}.1/24`);
    if (port.cost !== undefined) lines.push(` ip ospf cost ${port.cost}`);
    lines.push("exit", "!");
  });
  if (router.bgp !== undefined) lines.push(...bgpText(router.bgp));
  for (const [name, entries] of Object.entries(router.lists)) {
    lines.push(
      ...entries.map(
        ({ seq, what }) => `ip prefix-list ${name} seq ${seq} permit 10.${what}.0.0/16`,
      ),
    );
  }
  for (const [name, { list, preference }] of Object.entries(router.maps)) {
    lines.push(`route-map ${name} permit 10`);
    if (list !== undefined) lines.push(` match ip address prefix-list ${list}`);
    if (preference !== undefined) lines.push(` set local-preference ${preference}`);
    lines.push("exit", "!");
  }
  return [...lines, "end", ""].join("\n");
}

function bgpText(bgp: NonNullable<Router["bgp"]>): string[] {
  const lines = [`router bgp ${bgp.as}`];
  if (bgp.id !== undefined) lines.push(` bgp router-id 1.1.1.${bgp.id}`);
  const inFamily: string[] = [];
  for (const [n, { as, description, map }] of Object.entries(bgp.neighbors)) {
    lines.push(` neighbor 192.0.2.${n} remote-as ${as}`);
    if (description !== undefined) lines.push(` neighbor 192.0.2.${n} description ${description}`);
    if (map !== undefined) inFamily.push(`  neighbor 192.0.2.${n} route-map ${map} in`);
  }
  if (inFamily.length > 0)
    lines.push(" !", " address-family ipv4 unicast", ...inFamily, " exit-address-family");
  return [...lines, "exit", "!"];
}
