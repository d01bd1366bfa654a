import { type Change, enter, load, type Manners } from "../lines/engine.ts";
import { type Line, print } from "../lines/line-tree.ts";
import { ipNumber, ipText } from "../lines/word-type.ts";
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
  respellings: [
    [/^(no )?ip domain-(name|lookup|list)\b/, "$1ip domain $2"],
    [/^(no )?logging (?=\d+\.\d)/, "$1logging host "],
    [/^(no )?ip vrf forwarding\b/, "$1vrf forwarding"],
    [/^(no )?address-family ipv4 unicast$/, "$1address-family ipv4"],
    [/^(no )?ip vrf (?=\S+$)/, "$1vrf definition "],
  ],
  check,
  after,
  keeps: (line) =>
    line.rule.source === "interface <if>" && /^interface GigabitEthernet\d+$/.test(line.text)
      ? "% Removal of physical interfaces is not permitted"
      : undefined,
};

/** The configuration below the header, with IOS's separators. */
export function iosxeText(lines: readonly Line[]): string {
  const text = print(lines, IOSXE_GRAMMAR, { indent: 1, isSparse: false }).join("\n");
  return `!\n${text}\nend\n`;
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

function check(change: Change): string | undefined {
  const { match, isNegated, path } = change;
  if (isNegated) return undefined;
  const section = path.at(-1);
  const kind = section?.rule.opens;
  if (kind === "interface" && match.rule.source.startsWith("ip address =ip")) {
    return addressRefusal(change, match.words[2] ?? "", match.words[3] ?? "");
  }
  if (match.rule.source.startsWith("ip route") && !match.rule.source.includes("vrf"))
    return routeRefusal(match.words);
  if (match.rule.source === "router bgp <int>") {
    const other = change.top.find((line) => line.rule === match.rule && line.key !== match.key);
    // devices.md 3.3, unconfirmed.
    return other && `BGP is already running; AS is ${other.arguments[0]}`;
  }
  if (match.rule.family === "neighbor") return neighborRefusal(change);
  return undefined;
}

function addressRefusal(change: Change, address: string, mask: string): string | undefined {
  const bits = ipNumber(mask).toString(2).padStart(32, "0");
  // The form of the mask's refusal is unconfirmed (devices.md 3.3).
  const length = bits.lastIndexOf("1") + 1;
  if (/01/.test(bits))
    return `Bad mask 0x${ipNumber(mask).toString(16).toUpperCase()} for address ${address}`;
  const size = 2 ** (32 - length);
  const network = Math.floor(ipNumber(address) / size) * size;
  const host = ipNumber(address) - network;
  if (length < 31 && (host === 0 || host === size - 1))
    return `Bad mask /${length} for address ${address}`;
  const own = change.path.at(-1);
  for (const other of change.top) {
    if (other.rule.opens !== "interface" || other === own) continue;
    if (vrfOf(other) !== (own === undefined ? "" : vrfOf(own))) continue;
    const line = other.children.find((child) => child.key === "ip address" && !child.isNegated);
    const [otherAddress, otherMask] = line?.arguments ?? [];
    if (otherAddress === undefined || otherMask === undefined) continue;
    const otherSize = 2 ** 32 - ipNumber(otherMask);
    const shared = Math.max(size, otherSize);
    if (Math.floor(network / shared) === Math.floor(ipNumber(otherAddress) / shared))
      return `% ${ipText(network)} overlaps with ${other.arguments[0]}`;
  }
  return undefined;
}

function vrfOf(section: Line): string {
  return section.children.find((child) => child.key === "vrf forwarding")?.arguments[0] ?? "";
}

function routeRefusal(words: readonly string[]): string | undefined {
  const [, , network = "", mask = ""] = words;
  const size = 2 ** 32 - ipNumber(mask);
  if (ipNumber(network) % size !== 0) return "%Inconsistent address and mask";
  return undefined;
}

function neighborRefusal({ path, match }: Change): string | undefined {
  const [, peer = "", verb = ""] = match.words;
  if (verb === "remote-as" || verb === "peer-group") return undefined;
  const bgp = path.find((section) => section.rule.opens === "bgp");
  const places = [bgp?.children ?? [], ...path.slice(1).map((section) => section.children)];
  const isKnown = places
    .flat()
    .some(
      (line) =>
        line.arguments[0] === peer && /^neighbor \S+ (remote-as|peer-group)/.test(line.text),
    );
  return isKnown ? undefined : "% Specify remote-as or peer-group remote AS first";
}

function after(change: Change): readonly string[] {
  const { match, path, isNegated } = change;
  const section = path.at(-1);
  if (match.key === "vrf forwarding" && section !== undefined) return wipeAddress(section, change);
  if (match.rule.opens === "bgp-af" && match.key === "address-family ipv4" && !isNegated)
    moveToAddressFamily(change);
  const bgp = path.find((line) => line.rule.opens === "bgp");
  if (bgp === undefined) return [];
  if (match.rule.family === "neighbor" || match.words[0] === "neighbor") neighborDone(bgp, change);
  else if (path.length === 1 && !isNegated) sinkToAddressFamily(bgp, change);
  return [];
}

/** Moving an interface to a VRF takes its addresses away. */
function wipeAddress(section: Line, change: Change): readonly string[] {
  const had = section.children.some((line) => line.key.startsWith("ip address") && !line.isNegated);
  if (!had) return [];
  section.children = section.children.filter((line) => !line.key.startsWith("ip address"));
  enter(change.top, change.path, "no ip address", IOSXE_MANNERS);
  const name = section.arguments[0] ?? "";
  const vrf = change.match.arguments[0] ?? "";
  // General knowledge, the exact words are unconfirmed.
  const how = change.isNegated ? "disabling VRF" : `enabling VRF ${vrf}`;
  return [`% Interface ${name} IPv4 disabled and address(es) removed due to ${how}`];
}

const SINKING =
  /^(?:network|aggregate-address|redistribute|maximum-paths|default-information|distance)\b/;
const SINKING_NEIGHBOR =
  /^(?:no )?neighbor \S+ (?:activate|send-community|route-reflector|next-hop-self|remove-private|soft-|default-originate|weight|allowas|maximum-prefix|prefix-list|route-map|filter-list|distribute-list|as-override|unsuppress)/;

/** Once an IPv4 address family is opened, everything that belongs to it is printed there. */
function moveToAddressFamily({ path, into, match }: Change): void {
  const bgp = path.at(-1);
  const family = into.find((line) => line.key === match.key);
  if (bgp === undefined || family === undefined) return;
  const sinks = (line: Line): boolean =>
    SINKING.test(line.text) || SINKING_NEIGHBOR.test(line.text);
  const moved = bgp.children.filter(sinks).map((line) => line.text);
  bgp.children = bgp.children.filter((line) => !sinks(line));
  for (const line of bgp.children.filter((child) => / remote-as /.test(child.text)))
    activate(bgp, family, line.arguments[0] ?? "");
  for (const text of moved) enter(bgp.children, [bgp, family], text, IOSXE_MANNERS);
}

function familyOf(bgp: Line): Line | undefined {
  return bgp.children.find((line) => line.key === "address-family ipv4");
}

function activate(bgp: Line, family: Line, peer: string): void {
  const isOff = bgp.children.some((line) => line.text === "no bgp default ipv4-unicast");
  const isKnown = family.children.some((line) => line.key === `neighbor ${peer} activate`);
  if (!isOff && !isKnown)
    enter(bgp.children, [bgp, family], `neighbor ${peer} activate`, IOSXE_MANNERS);
}

/** `network` and the like typed above the address families belong to IPv4 unicast. */
function sinkToAddressFamily(bgp: Line, change: Change): void {
  const family = familyOf(bgp);
  const line = bgp.children.find((child) => child.key === change.match.key);
  if (family === undefined || line === undefined || !SINKING.test(line.text)) return;
  bgp.children = bgp.children.filter((child) => child !== line);
  enter(bgp.children, [bgp, family], line.text, IOSXE_MANNERS);
}

function neighborDone(bgp: Line, { match, isNegated, path }: Change): void {
  const [, peer = "", verb] = match.words;
  const family = familyOf(bgp);
  if (!isNegated) {
    if (verb === "remote-as" && path.length === 1 && family) activate(bgp, family, peer);
    const line = bgp.children.find((child) => child.key === match.key);
    if (family && line && path.length === 1 && SINKING_NEIGHBOR.test(line.text)) {
      bgp.children = bgp.children.filter((child) => child !== line);
      enter(bgp.children, [bgp, family], line.text, IOSXE_MANNERS);
    }
    return;
  }
  if (verb !== undefined && verb !== "remote-as" && !(verb === "peer-group" && match.isWhole))
    return;
  const isOther = (line: Line): boolean =>
    !/^(?:no )?neighbor /.test(line.text) || line.arguments[0] !== peer;
  for (const section of path.length === 1 ? [bgp, ...bgp.children] : path.slice(-1))
    section.children = section.children.filter(isOther);
}
