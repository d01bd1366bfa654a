import { drop, type Kept, LineBox, put, Refusal } from "./line-box.ts";

/** IOS-XE as these tests know it: from its manuals and from the failures other tools are known for. */
export class IosBox extends LineBox {
  /** Whether lists can be numbered anew; in a session that is committed whole nobody need. */
  protected readonly mayRenumber: boolean = true;
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
    const list = /^ip prefix-list (\S+) seq (\d+)(?: ((?:permit|deny) .*))?$/.exec(said);
    if (/^hostname \S+$/.test(said) && !isNo) top.lines.set("hostname", said);
    else if (isNo && said === "banner motd") put(top, "banner", true, line);
    else if (resequence !== null && !isNo) {
      const filter = top.inside.get(`ip access-list extended ${resequence[1]}`)!;
      const entries = [...filter.lines].sort(([a], [b]) => Number(a) - Number(b));
      filter.lines.clear();
      entries.forEach(([, entry], index) => {
        filter.lines.set(String(Number(resequence[2]) + index * Number(resequence[3])), entry);
      });
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
    const vrf = /^vrf forwarding (\S+)$/.exec(said)?.[1];
    const filter = /^ip access-group (\S+) in$/.exec(said)?.[1];
    const other = /^(description|ip ospf cost)(?: (.*))?$/.exec(said);
    if (said.startsWith("ip address")) this.takeAnyAddress(port, said, isNo);
    else if (vrf !== undefined) {
      put(port, "vrf", isNo, vrf);
      forgetAddresses(port);
    } else if (said === "shutdown") {
      if (isNo) port.lines.delete("shutdown");
      else port.lines.set("shutdown", said);
    } else if (filter !== undefined) put(port, "filter", isNo, filter);
    else if (other !== null && (other[2] !== undefined || isNo)) {
      put(port, other[1]!, isNo, other[2] ?? "");
    } else throw new Refusal(`% Invalid input: ${said}`);
  }

  private takeAnyAddress(port: Kept, said: string, isNo: boolean): void {
    const address = /^ip address (\S+ \S+)( secondary)?$/.exec(said);
    const plain = /^ip address (\S+ \S+) plain$/.exec(said)?.[1];
    if (plain !== undefined) {
      if (!isNo) this.claim(port, plain, `address ${plain}`);
      put(port, `address ${plain}`, isNo, plain);
    } else if (address !== null) this.takeAddress(port, address, isNo);
    else if (isNo && said === "ip address" && port.lines.has("address")) forgetAddresses(port);
    else throw new Refusal(`no address to take away: ${said}`);
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
    if (path.length === 1 && said.startsWith("bgp router-id")) put(section, "id", isNo, said);
    else if (path.length === 1 && isNo && said === "address-family ipv4") drop(process, said);
    else if (match === null) throw new Refusal(`% Invalid input: ${said}`);
    else takeNeighbor(process, section, match, isNo);
  }

  /** An empty list lets everything through. Only one that cannot be numbered anew has no other way with its one entry. */
  private checkSize(user: string, list: string, size: number, mayChange: boolean): void {
    const key = `${user} ${list}`;
    const before = this.sizes.get(key) ?? size;
    if (size === 0 && !(mayChange && before === 1)) throw new Refusal(`${user} uses an empty list`);
    this.sizes.set(key, size);
  }

  protected override check(): void {
    for (const [name, section] of this.top.inside) {
      this.checkPort(name, section);
      const list = section.lines.get("match");
      const entries = [...this.top.lines.keys()].filter((key) => key.startsWith(`list ${list} `));
      if (list !== undefined) this.checkSize(name, list, entries.length, !this.mayRenumber);
      if (!name.startsWith("router bgp")) continue;
      for (const [key, value] of [...section.inside.values()].flatMap((one) => [...one.lines])) {
        if (key.endsWith("route-map"))
          this.must(name, `route-map ${value.split(" ")[0]} permit 10`);
      }
    }
  }

  private must(user: string, name: string): Kept {
    const section = this.top.inside.get(name);
    if (section === undefined) throw new Refusal(`${user} needs what is not there: ${name}`);
    return section;
  }

  private checkPort(name: string, port: Kept): void {
    const filter = port.lines.get("filter");
    const vrf = port.lines.get("vrf");
    if (vrf !== undefined) this.must(name, `vrf definition ${vrf}`);
    if (filter === undefined) return;
    const { size } = this.must(name, `ip access-list extended ${filter}`).lines;
    this.checkSize(name, filter, size, !this.mayRenumber);
  }
}

function forgetAddresses(port: Kept): void {
  for (const name of [...port.lines.keys()]) {
    if (name.startsWith("address")) port.lines.delete(name);
  }
}

function takeNeighbor(process: Kept, section: Kept, match: RegExpExecArray, isNo: boolean): void {
  const [, n, what, value] = match;
  const isKnown = process.lines.has(`${n} remote-as`);
  if (!isNo || (what !== undefined && what !== "remote-as")) {
    if (what !== "remote-as" && !isKnown) {
      throw new Refusal("% Specify remote-as or peer-group commands first");
    }
    put(section, `${n} ${what}`, isNo, value ?? "");
    return;
  }
  if (!isKnown) throw new Refusal(`no such neighbour: ${n}`);
  for (const one of [process, ...process.inside.values()]) {
    for (const name of [...one.lines.keys()]) if (name.startsWith(`${n} `)) one.lines.delete(name);
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
