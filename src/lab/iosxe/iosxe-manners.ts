import { type Change, enter, load, type Manners, type Path } from "../lines/engine.ts";
import { withHashedSecret } from "../lines/hash-secret.ts";
import { type Line, type Printing, print } from "../lines/line-tree.ts";
import { type Joined, joinSections, numbersIn, severalVlans, VLANS } from "../lines/several.ts";
import { bgpAfter } from "./iosxe-bgp.ts";
import { iosxeCheck } from "./iosxe-check.ts";
import { IOSXE_GRAMMAR } from "./iosxe-grammar.ts";

const TYPES = [
  "GigabitEthernet",
  "TenGigabitEthernet",
  "Loopback",
  "Tunnel",
  "Port-channel",
  "Vlan",
  "BDI",
  "Null",
  "VirtualPortGroup",
];

/** How a CSR1000V takes configuration lines: spellings, checks across lines, and what a line does to others. */
export const IOSXE_MANNERS: Manners = {
  grammar: IOSXE_GRAMMAR,
  interfaceName,
  respell,
  several,
  born,
  check: iosxeCheck,
  after,
  keeps: (line) =>
    line.rule.source === "interface <if>" && /^interface GigabitEthernet\d+$/.test(line.text)
      ? "% Removal of physical interfaces is not permitted"
      : undefined,
};

/** How IOS-XE prints a part of its configuration: virtual interfaces stand before the ports. */
export const IOSXE_PRINTING: Printing = {
  indent: 1,
  isSparse: true,
  first: ["Loopback", "Port-channel", "Tunnel", "VirtualPortGroup"],
};

/** The configuration below the header, with IOS's separators. */
export function iosxeText(lines: readonly Line[]): string {
  const text = print(joinSections(joinSections(lines, TERMINALS), VLANS), IOSXE_GRAMMAR, {
    ...IOSXE_PRINTING,
    isSparse: false,
  }).join("\n");
  return `!\n${text}\nend\n`;
}

/** `line vty 0 4` and `line vty 5 15` are printed apart, though both say the same (devices.md 3.12). */
const TERMINALS: Joined = {
  source: "line vty <int>",
  isJoined: (before, next) => next === before + 1 && next !== 5,
  text: ([first, ...more]) => `line vty ${[first, ...more.slice(-1)].join(" ")}`,
};

function several(text: string): readonly string[] {
  const [, negated = "", first, last] = /^(no )?line vty (\d+) (\d+)$/.exec(text) ?? [];
  if (first !== undefined)
    return numbersIn(`${first}-${last}`).map((number) => `${negated}line vty ${number}`);
  return severalVlans(text);
}

/** A configuration from its text. */
export function iosxeLoad(text: string): Line[] {
  return load(text, IOSXE_MANNERS);
}

function interfaceName(word: string): string | undefined {
  const [, letters = "", number = ""] = /^([a-z-]+)([\d/.]+)$/i.exec(word) ?? [];
  if (letters === "") return undefined;
  const type = TYPES.find((known) => known.toLowerCase().startsWith(letters.toLowerCase()));
  if (type === undefined) return undefined;
  // A CSR has ten ports here; the refusal of GigabitEthernet99 is unconfirmed (devices.md 3.3).
  const port = Number(number.split(".")[0]);
  if (type === "GigabitEthernet" && !(port >= 1 && port <= 10)) return undefined;
  return `${type}${number}`;
}

const OLD_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(no )?ip domain-(name|lookup|list)\b/, "$1ip domain $2"],
  [/^(no )?logging (?=\d+\.\d)/, "$1logging host "],
  [/^(no )?ip vrf forwarding\b/, "$1vrf forwarding"],
  [/^(no )?address-family ipv4 unicast$/, "$1address-family ipv4"],
  [/^(no )?ip vrf (?=\S+$)/, "$1vrf definition "],
];

function respell(text: string, path: Path, top: readonly Line[]): string {
  const spelled = OLD_SPELLINGS.reduce((old, [from, to]) => old.replace(from, to), text);
  // A process goes by its number, whatever VRF it is in.
  const process = /^no (router ospf \d+)$/.exec(spelled)?.[1];
  if (process !== undefined)
    return `no ${top.find((other) => `${other.text} `.startsWith(`${process} `))?.text ?? process}`;
  const [, no, servers] = /^(no )?ip name-server (?!vrf )(.+)$/.exec(spelled) ?? [];
  if (servers !== undefined) return nameServers(top, no !== undefined, servers.split(/\s+/));
  const line = withHashedSecret(spelled, "9 $9$");
  const [, list] = /^ip prefix-list (\S+) (?:permit|deny) /.exec(line) ?? [];
  if (list !== undefined) {
    const own = top.filter((other) => other.text.startsWith(`ip prefix-list ${list} seq `));
    return line.replace(list, `${list} seq ${nextNumber(own, 1, 5)}`);
  }
  // Entries of a named list get numbers (whether 16.12 prints them is unconfirmed).
  const section = path.at(-1);
  const isEntry = section?.rule.opens === "acl" && /^(?:permit|deny) /.test(line);
  return isEntry ? `${nextNumber(section.children, 0, 10)} ${line}` : line;
}

/** All name servers stand in one line, whatever was typed last (general knowledge of 16.x). */
function nameServers(top: readonly Line[], isNegated: boolean, typed: readonly string[]): string {
  const line = top.find((other) => other.key === "ip name-server");
  const present = line?.arguments[0]?.split(/\s+/) ?? [];
  const left = present.filter((server) => !typed.includes(server));
  const all = isNegated ? left : [...present, ...typed.filter((one) => !present.includes(one))];
  return all.length === 0 ? "no ip name-server" : `ip name-server ${all.join(" ")}`;
}

function nextNumber(lines: readonly Line[], argument: number, step: number): number {
  return (
    Math.max(0, ...lines.map((line) => Number(line.arguments[argument])).filter(Number.isFinite)) +
    step
  );
}

function born(section: Line): readonly string[] {
  if (section.rule.opens === "bgp") return ["bgp log-neighbor-changes"];
  if (section.rule.opens !== "interface") return [];
  const isPort = /^interface GigabitEthernet\d+$/.test(section.text);
  return isPort
    ? ["no ip address", "negotiation auto", "no mop enabled", "no mop sysid"]
    : ["no ip address"];
}

function after(change: Change): readonly string[] {
  const { match, path, isNegated } = change;
  const section = path.at(-1);
  if (match.key === "vrf forwarding" && section !== undefined) return wipeAddress(section, change);
  if (isNegated && match.rule.opens === "vrf") return forgetVrf(change);
  if (isNegated && match.rule.source.startsWith("access-list <int>")) forgetList(change);
  bgpAfter(change, IOSXE_MANNERS);
  return [];
}

/** Moving an interface to a VRF takes its addresses away. */
function wipeAddress(section: Line, change: Change): readonly string[] {
  const families = ["IPv4", "IPv6"].filter((family) =>
    section.children.some((line) => isAddressOf(family, line) && !line.isNegated),
  );
  if (families.length === 0) return [];
  section.children = section.children.filter((line) => !families.some((f) => isAddressOf(f, line)));
  if (families.includes("IPv4")) enter(change.top, change.path, "no ip address", IOSXE_MANNERS);
  const name = section.arguments[0] ?? "";
  const vrf = change.match.arguments[0] ?? "";
  // General knowledge, the exact words are unconfirmed.
  const how = change.isNegated ? "disabling VRF" : `enabling VRF ${vrf}`;
  return families.map(
    (family) => `% Interface ${name} ${family} disabled and address(es) removed due to ${how}`,
  );
}

function isAddressOf(family: string, line: Line): boolean {
  return line.key.startsWith(family === "IPv4" ? "ip address" : "ipv6 address");
}

/** Of a numbered list no entry can be taken away: the whole goes, whichever was named (general knowledge). */
function forgetList({ into, match }: Change): void {
  const list = `access-list ${match.arguments[0]} `;
  const others = into.filter((line) => !line.text.startsWith(list));
  into.splice(0, into.length, ...others);
}

/** A VRF that goes takes the addresses of its interfaces along (general knowledge, unconfirmed). */
function forgetVrf({ top, match }: Change): readonly string[] {
  const vrf = match.arguments[0] ?? "";
  const member = `vrf forwarding ${vrf}`;
  for (const port of top.filter((line) => line.children.some((child) => child.text === member)))
    enter(top, [port], `no ${member}`, IOSXE_MANNERS);
  return [`% IPv4 and IPv6 addresses from all interfaces in VRF ${vrf} have been removed`];
}
