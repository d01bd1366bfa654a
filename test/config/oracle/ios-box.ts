import { drop, type Kept, LineBox, put, Refusal } from "./line-box.ts";
import type { Entry, Router } from "./model.ts";

/** IOS-XE as these tests know it: from its manuals and from the failures other tools are known for. */
export class IosBox extends LineBox {
  private readonly sizes = new Map<string, number>();

  protected override opens(path: readonly string[], line: string): string | undefined {
    const at = path[0] ?? "";
    if (path.length === 0) {
      if (/^(interface|vrf definition|ip access-list extended|list-block) \S+$/.test(line))
        return line;
      const map = /^route-map (\S+) permit (\d+)$/.exec(line);
      if (map !== null) return line;
      const bgp = /^router bgp \d+$/.exec(line);
      if (bgp === null) return undefined;
      const other = [...this.top.inside.keys()].find(
        (name) => name.startsWith("router bgp") && name !== line,
      );
      if (other !== undefined) throw new Refusal(`BGP is already running: ${other}`);
      return line;
    }
    return at.startsWith("router bgp") && path.length === 1 && line === "address-family ipv4"
      ? line
      : undefined;
  }

  protected override exitOf(path: readonly string[]): string {
    return path.length === 2 ? "exit-address-family" : "exit";
  }

  protected override beginsBanner(line: string) {
    if (line === "banner motd EOF")
      return { first: undefined, end: (text: string) => (text === "EOF" ? "" : undefined) };
    const match = /^banner motd (\^C|.)(.*)$/.exec(line);
    if (match === null) return undefined;
    const mark = match[1]!;
    const end = (text: string) =>
      text.includes(mark) ? text.slice(0, text.indexOf(mark)) : undefined;
    return { first: match[2]!, end };
  }

  protected override take(path: readonly string[], section: Kept, line: string): void {
    const isNo = line.startsWith("no ");
    const said = isNo ? line.slice(3) : line;
    const place = path[path.length - 1] ?? "";
    if (place === "" || place.startsWith("list-block")) this.takeTop(said, isNo, line);
    else if (place.startsWith("interface")) this.takePort(section, said, isNo);
    else if (place.startsWith("ip access-list")) takeEntry(section, said, isNo);
    else if (place.startsWith("route-map")) takeMap(section, said, isNo);
    else this.takeBgp(path, section, said, isNo);
  }

  private takeTop(said: string, isNo: boolean, line: string): void {
    const { top } = this;
    const route = /^ip route (\S+ \S+ \S+)( \d+)?$/.exec(said);
    const resequence = /^ip access-list resequence (\S+) (\d+) (\d+)$/.exec(said);
    const list = /^ip prefix-list (\S+) seq (\d+)(?: (permit .*))?$/.exec(said);
    if (/^hostname \S+$/.test(said) && !isNo) top.lines.set("hostname", said);
    else if (isNo && said === "banner motd") put(top, "banner", true, line);
    else if (resequence !== null && !isNo) {
      const filter = top.inside.get(`ip access-list extended ${resequence[1]}`)!;
      const entries = [...filter.lines].sort(([a], [b]) => Number(a) - Number(b));
      filter.lines.clear();
      entries.forEach(([, entry], index) =>
        filter.lines.set(String(Number(resequence[2]) + index * Number(resequence[3])), entry),
      );
    } else if (/^ntp server \S+$/.test(said)) put(top, said, isNo, said);
    else if (route !== null) put(top, `route ${route[1]}`, isNo, said);
    else if (list !== null) {
      const name = `list ${list[1]} ${list[2]}`;
      if (!isNo && top.lines.has(name) && top.lines.get(name) !== said)
        throw new Refusal(`occupied: ${said}`);
      put(top, name, isNo, said);
    } else if (
      isNo &&
      /^interface Loopback|^vrf definition|^ip access-list|^route-map|^router bgp/.test(said)
    ) {
      drop(top, said);
      const vrf = /^vrf definition (\S+)/.exec(said)?.[1];
      if (vrf !== undefined) this.leaveVrf(vrf);
    } else throw new Refusal(`% Invalid input: ${line}`);
  }

  private leaveVrf(vrf: string): void {
    for (const [name, port] of this.top.inside) {
      if (name.startsWith("interface") && port.lines.get("vrf") === vrf)
        throw new Refusal(`${vrf} is in use by ${name}`);
    }
  }

  private takePort(port: Kept, said: string, isNo: boolean): void {
    const vrf = /^vrf forwarding (\S+)$/.exec(said);
    const address = /^ip address (\S+ \S+)( secondary)?$/.exec(said);
    const plain = /^ip address (\S+ \S+) plain$/.exec(said)?.[1];
    const filter = /^ip access-group (\S+) (in)$/.exec(said);
    const other = /^(description|ip ospf cost)(?: (.*))?$/.exec(said);
    if (plain !== undefined) {
      if (!isNo) this.claim(port, plain, `address ${plain}`);
      put(port, `address ${plain}`, isNo, plain);
    } else if (vrf !== null) {
      put(port, "vrf", isNo, vrf[1]!);
      for (const name of [...port.lines.keys()])
        if (name.startsWith("address")) port.lines.delete(name);
    } else if (isNo && said === "ip address") {
      if (!port.lines.has("address")) throw new Refusal("no address to take away");
      for (const name of [...port.lines.keys()])
        if (name.startsWith("address")) port.lines.delete(name);
    } else if (said === "shutdown") {
      if (isNo) port.lines.delete("shutdown");
      else port.lines.set("shutdown", said);
    } else if (address !== null) this.takeAddress(port, address, isNo);
    else if (filter !== null) put(port, "filter", isNo, filter[1]!);
    else if (other !== null && (other[2] !== undefined || isNo))
      put(port, other[1]!, isNo, other[2] ?? "");
    else throw new Refusal(`% Invalid input: ${said}`);
  }

  private takeAddress(port: Kept, match: RegExpExecArray, isNo: boolean): void {
    const isSecondary = match[2] !== undefined;
    const name = isSecondary ? `address ${match[1]}` : "address";
    if (!isNo) this.claim(port, match[1]!, name);
    if (isNo && !isSecondary) {
      if (port.lines.get(name) !== match[1]) throw new Refusal(`not the address: ${match[1]}`);
      if ([...port.lines.keys()].some((key) => key.startsWith("address ")))
        throw new Refusal("Must delete secondary before deleting primary");
    }
    if (!isNo && isSecondary && !port.lines.has("address"))
      throw new Refusal("no primary address yet");
    put(port, name, isNo, match[1]!);
  }

  private claim(port: Kept, address: string, name: string): void {
    for (const other of this.top.inside.values()) {
      for (const [key, value] of other.lines) {
        if (
          !key.startsWith("address") ||
          value !== address ||
          other.lines.get("vrf") !== port.lines.get("vrf")
        )
          continue;
        if (other !== port || key !== name) throw new Refusal(`${address} overlaps`);
      }
    }
  }

  private takeBgp(path: readonly string[], section: Kept, said: string, isNo: boolean): void {
    const process = this.top.inside.get(path[0]!)!;
    const match = /^neighbor (\S+)(?: (remote-as|description|route-map)(?: (.*))?)?$/.exec(said);
    if (path.length === 1 && /^bgp router-id/.test(said)) return put(section, "id", isNo, said);
    if (path.length === 1 && isNo && said === "address-family ipv4") return drop(process, said);
    if (match === null) throw new Refusal(`% Invalid input: ${said}`);
    const [, n, what, value] = match;
    if (isNo && (what === undefined || what === "remote-as")) {
      if (!process.lines.has(`${n} remote-as`)) throw new Refusal(`no such neighbour: ${n}`);
      for (const one of [process, ...process.inside.values()]) {
        for (const name of [...one.lines.keys()])
          if (name.startsWith(`${n} `)) one.lines.delete(name);
      }
      return;
    }
    if (what !== "remote-as" && !process.lines.has(`${n} remote-as`))
      throw new Refusal("% Specify remote-as or peer-group commands first");
    put(section, `${n} ${what}`, isNo, value ?? "");
  }

  /** An empty list lets everything through: only while its one entry is replaced there is no other way. */
  private checkSize(user: string, list: string, size: number): void {
    const key = `${user} ${list}`;
    const before = this.sizes.get(key) ?? size;
    if (size === 0 && before !== 1) throw new Refusal(`${user} uses an empty list`);
    this.sizes.set(key, size);
  }

  protected override check(): void {
    const has = (name: string) => this.top.inside.has(name);
    for (const [name, section] of this.top.inside) {
      const filter = section.lines.get("filter");
      if (filter !== undefined && !has(`ip access-list extended ${filter}`))
        throw new Refusal(`${name} is bound to no list: ${filter}`);
      if (filter !== undefined) {
        const list = this.top.inside.get(`ip access-list extended ${filter}`)!;
        this.checkSize(name, filter, list.lines.size);
      }
      const vrf = section.lines.get("vrf");
      if (vrf !== undefined && !has(`vrf definition ${vrf}`))
        throw new Refusal(`${name} is in no VRF: ${vrf}`);
      for (const one of name.startsWith("router bgp") ? section.inside.values() : []) {
        for (const [key, value] of one.lines) {
          if (key.endsWith("route-map") && !has(`route-map ${value.split(" ")[0]} permit 10`))
            throw new Refusal(`no route-map: ${value}`);
        }
      }
      const list = section.lines.get("match");
      const count = [...this.top.lines.keys()].filter((key) =>
        key.startsWith(`list ${list} `),
      ).length;
      if (list !== undefined) this.checkSize(name, list, count);
    }
  }
}

function takeEntry(list: Kept, said: string, isNo: boolean): void {
  const match = /^(\d+)(?: (permit .*))?$/.exec(said);
  if (match === null || (match[2] === undefined && !isNo))
    throw new Refusal(`% Invalid input: ${said}`);
  if (!isNo && list.lines.has(match[1]!)) throw new Refusal(`% Duplicate sequence number: ${said}`);
  put(list, match[1]!, isNo, match[2] ?? "");
}

function takeMap(map: Kept, said: string, isNo: boolean): void {
  const match = /^match ip address prefix-list (\S+)$/.exec(said);
  const only = /^match only (\S+)$/.exec(said)?.[1];
  const set = /^set local-preference(?: (\d+))?$/.exec(said);
  if (only !== undefined) map.lines.set("match", only);
  else if (match !== null) {
    // IOS adds names to a match; it does not replace them.
    if (!isNo && map.lines.has("match") && map.lines.get("match") !== match[1])
      throw new Refusal(`would match both: ${said}`);
    put(map, "match", isNo, match[1]!);
  } else if (set !== null) put(map, "preference", isNo, set[1] ?? "");
  else throw new Refusal(`% Invalid input: ${said}`);
}

/** A router as IOS-XE prints it. */
export function iosText(router: Router): string {
  const lines = [`hostname ${router.hostname}`, "!"];
  for (const vrf of router.vrfs) lines.push(`vrf definition ${vrf}`, "!");
  if (router.loopback !== undefined)
    lines.push("interface Loopback0", ` description ${router.loopback}`, "!");
  router.ports.forEach((port, index) => {
    lines.push(`interface GigabitEthernet${index + 1}`);
    if (port.description !== undefined) lines.push(` description ${port.description}`);
    if (port.vrf !== undefined) lines.push(` vrf forwarding ${port.vrf}`);
    if (port.address !== undefined) lines.push(` ip address 10.0.${port.address}.1 255.255.255.0`);
    else lines.push(" no ip address");
    for (const other of port.others)
      lines.push(` ip address 10.0.${other}.1 255.255.255.0 secondary`);
    if (port.filter !== undefined) lines.push(` ip access-group ${port.filter} in`);
    if (port.cost !== undefined) lines.push(` ip ospf cost ${port.cost}`);
    if (port.isDown) lines.push(" shutdown");
    lines.push("!");
  });
  if (router.bgp !== undefined) lines.push(...bgpText(router.bgp));
  for (const { to, via, distance } of router.routes) {
    lines.push(
      `ip route 172.16.${to}.0 255.255.255.0 192.0.2.${via}${distance === undefined ? "" : ` ${distance}`}`,
    );
  }
  for (const [name, entries] of Object.entries(router.filters)) {
    lines.push(
      `ip access-list extended ${name}`,
      ...entries.map(({ seq, what }) => ` ${seq} permit tcp any any eq ${what}`),
    );
  }
  for (const [name, entries] of Object.entries(router.lists))
    lines.push(...entries.map((entry) => listLine(name, entry)));
  for (const [name, { list, preference }] of Object.entries(router.maps)) {
    lines.push(`route-map ${name} permit 10`);
    if (list !== undefined) lines.push(` match ip address prefix-list ${list}`);
    if (preference !== undefined) lines.push(` set local-preference ${preference}`);
  }
  for (const server of router.servers) lines.push(`ntp server 192.0.2.${server}`);
  if (router.banner !== undefined) lines.push("banner motd ^C", ...router.banner, "^C");
  return [...lines, "end", ""].join("\n");
}

const listLine = (name: string, { seq, what }: Entry) =>
  `ip prefix-list ${name} seq ${seq} permit 10.${what}.0.0/16`;

function bgpText(bgp: NonNullable<Router["bgp"]>): string[] {
  const lines = [`router bgp ${bgp.as}`];
  if (bgp.id !== undefined) lines.push(` bgp router-id 1.1.1.${bgp.id}`);
  const inFamily: string[] = [];
  for (const [n, { as, description, map }] of Object.entries(bgp.neighbors)) {
    lines.push(` neighbor 192.0.2.${n} remote-as ${as}`);
    if (description !== undefined) lines.push(` neighbor 192.0.2.${n} description ${description}`);
    if (map !== undefined) inFamily.push(`  neighbor 192.0.2.${n} route-map ${map} in`);
  }
  if (inFamily.length > 0) lines.push(" address-family ipv4", ...inFamily, " exit-address-family");
  return [...lines, "!"];
}
