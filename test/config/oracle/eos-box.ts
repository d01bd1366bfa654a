import { IosBox } from "./ios-box.ts";
import { Refusal } from "./line-box.ts";
import type { Entry, Router } from "./model.ts";

/** EOS, told as what is different from IOS-XE. */
export class EosBox extends IosBox {
  protected override readonly mayRenumber = false;

  override type(line: string): boolean {
    if (this.isInBanner) return super.type(line);
    const list = /^ip prefix-list (\S+)$/.exec(line);
    if (list !== null) return super.type(`list-block ${list[1]}`);
    const gone = /^no ip prefix-list (\S+)$/.exec(line);
    if (gone !== null) return this.dropList(gone[1]!);
    const place = this.place;
    if (place.startsWith("list-block")) return this.typeEntry(place.slice(11), line);
    if (/^no neighbor \S+ remote-as$/.test(line)) this.mustBeAlone(line.split(" ")[2]!);
    if (
      /^no neighbor \S+$|ip access-list extended|vrf forwarding|vrf definition| secondary \S| 255\./.test(
        line,
      )
    ) {
      throw new Refusal(`% Invalid input: ${line}`);
    }
    return super.type(translated(line, place));
  }

  private dropList(name: string): boolean {
    const keys = [...this.top.lines.keys()].filter((key) => key.startsWith(`list ${name} `));
    if (keys.length === 0) throw new Refusal(`no such list: ${name}`);
    for (const key of keys) this.top.lines.delete(key);
    return true;
  }

  private typeEntry(name: string, line: string): boolean {
    if (line === "exit") return super.type(line);
    const match = /^(no )?seq (\d+)( permit .*)?$/.exec(line);
    if (match === null) throw new Refusal(`% Invalid input: ${line}`);
    return super.type(`${match[1] ?? ""}ip prefix-list ${name} seq ${match[2]}${match[3] ?? ""}`);
  }

  /** The peering goes with its AS; what else was said about it must have gone before. */
  private mustBeAlone(n: string): void {
    const process = [...this.top.inside].find(([name]) => name.startsWith("router bgp"))![1];
    const left = [process, ...process.inside.values()]
      .flatMap((one) => [...one.lines.keys()])
      .filter((key) => key.startsWith(`${n} `));
    if (left.length > 1) throw new Refusal(`still said of ${n}: ${left}`);
  }
}

function translated(line: string, place: string): string {
  if (line === "exit" && place.startsWith("address-family")) return "exit-address-family";
  return (
    line
      .replace(/^banner motd$/, "banner motd EOF")
      .replace(/^(no )?interface Ethernet/, "$1interface GigabitEthernet")
      .replace(/^(no )?vrf instance /, "$1vrf definition ")
      .replace(/^(no )?ip access-list (\S+)$/, "$1ip access-list extended $2")
      .replace(/^(no )?ip address (\S+)\/24/, "$1ip address $2 255.255.255.0")
      .replace(/^(no )?vrf (\S+)$/, "$1vrf forwarding $2")
      .replace(/^no vrf$/, "no vrf forwarding x")
      .replace(/^no ip access-group in$/, "no ip access-group x in")
      .replace(/^(no )?ip route (\S+)\/24 /, "$1ip route $2 255.255.255.0 ")
      .replace(/^(no )?router-id/, "$1bgp router-id")
      .replace(/^(no neighbor \S+ route-map) in$/, "$1 x in")
      .replace(/^no match ip address prefix-list$/, "no match ip address prefix-list x")
      // EOS replaces what a map matches.
      .replace(/^match ip address prefix-list (\S+)$/, "match only $1")
  );
}

/** A router as EOS prints it. */
export function eosText(router: Router): string {
  const lines = [`hostname ${router.hostname}`, "!"];
  for (const server of router.servers) lines.push(`ntp server 192.0.2.${server}`);
  for (const vrf of router.vrfs) lines.push(`vrf instance ${vrf}`, "!");
  router.ports.forEach((port, index) => {
    lines.push(`interface Ethernet${index + 1}`);
    if (port.description !== undefined) lines.push(`   description ${port.description}`);
    if (port.isDown) lines.push("   shutdown");
    if (port.vrf !== undefined) lines.push(`   vrf ${port.vrf}`);
    if (port.address !== undefined) lines.push(`   ip address 10.0.${port.address}.1/24`);
    for (const other of port.others) lines.push(`   ip address 10.0.${other}.1/24 secondary`);
    if (port.filter !== undefined) lines.push(`   ip access-group ${port.filter} in`);
    if (port.cost !== undefined) lines.push(`   ip ospf cost ${port.cost}`);
    lines.push("!");
  });
  if (router.loopback !== undefined)
    lines.push("interface Loopback0", `   description ${router.loopback}`, "!");
  for (const [name, entries] of Object.entries(router.filters)) {
    lines.push(
      `ip access-list ${name}`,
      ...entries.map(({ seq, what }) => `   ${seq} permit tcp any any eq ${what}`),
      "!",
    );
  }
  for (const { to, via, distance } of router.routes) {
    lines.push(
      `ip route 172.16.${to}.0/24 192.0.2.${via}${distance === undefined ? "" : ` ${distance}`}`,
    );
  }
  for (const [name, entries] of Object.entries(router.lists)) {
    lines.push(
      `ip prefix-list ${name}`,
      ...entries.map(({ seq, what }: Entry) => `   seq ${seq} permit 10.${what}.0.0/16`),
      "!",
    );
  }
  for (const [name, { list, preference }] of Object.entries(router.maps)) {
    lines.push(`route-map ${name} permit 10`);
    if (list !== undefined) lines.push(`   match ip address prefix-list ${list}`);
    if (preference !== undefined) lines.push(`   set local-preference ${preference}`);
  }
  if (router.bgp !== undefined) lines.push(...bgpText(router.bgp));
  if (router.banner !== undefined) lines.push("banner motd", ...router.banner, "EOF");
  return [...lines, "!", "end", ""].join("\n");
}

function bgpText(bgp: NonNullable<Router["bgp"]>): string[] {
  const lines = [`router bgp ${bgp.as}`];
  if (bgp.id !== undefined) lines.push(`   router-id 1.1.1.${bgp.id}`);
  const inFamily: string[] = [];
  for (const [n, { as, description, map }] of Object.entries(bgp.neighbors)) {
    lines.push(`   neighbor 192.0.2.${n} remote-as ${as}`);
    if (description !== undefined)
      lines.push(`   neighbor 192.0.2.${n} description ${description}`);
    if (map !== undefined) inFamily.push(`      neighbor 192.0.2.${n} route-map ${map} in`);
  }
  if (inFamily.length > 0) lines.push("   !", "   address-family ipv4", ...inFamily);
  return lines;
}
