import { type Change, enter, load, type Manners, type Path } from "../lines/engine.ts";
import { withHashedSecret } from "../lines/hash-secret.ts";
import { type Line, print } from "../lines/line-tree.ts";
import { joinSections, numbersIn, severalVlans, VLANS } from "../lines/several.ts";
import { ipNumber, ipText } from "../lines/word-type.ts";
import { EOS_GRAMMAR } from "./eos-grammar.ts";
import { editedVlans } from "./eos-vlan-list.ts";

const TYPES: readonly (readonly [string, string])[] = [
  ["Ethernet", "Et"],
  ["Loopback", "Lo"],
  ["Management", "Ma"],
  ["Port-Channel", "Po"],
  ["Tunnel", "Tu"],
  ["Vlan", "Vl"],
  ["Vxlan", "Vx"],
  ["Null", "Nu"],
];

/** How many ports a box has. */
const PORTS = 8;

/** How a vEOS takes configuration lines: spellings, checks across lines, and what a line does to others. */
export const EOS_MANNERS: Manners = {
  grammar: EOS_GRAMMAR,
  interfaceName,
  respell,
  several,
  born: () => [],
  check,
  after,
  keeps: (line) => {
    const [, type, number] = /^interface (Ethernet|Management)(\d+)$/.exec(line.text) ?? [];
    const isHardware = type === "Management" ? number === "1" : Number(number) <= PORTS;
    return type !== undefined && isHardware ? "empty" : undefined;
  },
};

/** The configuration below the header, with EOS's separators. */
export function eosText(lines: readonly Line[]): string {
  return `${print(joinSections(lines, VLANS), EOS_GRAMMAR, { indent: 3, isSparse: true, first: ["Port-Channel"] }).join("\n")}\nend\n`;
}

function several(text: string): readonly string[] {
  const [, words, ports] =
    /^((?:no |default )?interface [a-z-]+?)(\d[\d,-]*[,-]\d+)$/i.exec(text) ?? [];
  return ports === undefined
    ? severalVlans(text)
    : numbersIn(ports).map((port) => `${words}${port}`);
}

/** A configuration from its text. */
export function eosLoad(text: string): Line[] {
  return load(text, EOS_MANNERS);
}

/** `Ethernet1` as it stands in the prompt: `Et1`. */
export function shortName(name: string): string {
  const found = TYPES.find(([long]) => name.startsWith(long));
  return found === undefined ? name : `${found[1]}${name.slice(found[0].length)}`;
}

function interfaceName(word: string): string | undefined {
  const [, letters = "", number = ""] = /^([a-z-]+)([\d/.]+)$/i.exec(word) ?? [];
  if (letters === "") return undefined;
  const lower = letters.toLowerCase();
  const type = TYPES.find(
    ([long, short]) => short.toLowerCase() === lower || long.toLowerCase().startsWith(lower),
  );
  return type && `${type[0]}${number}`;
}

function check(change: Change): string | undefined {
  const { match, isNegated } = change;
  if (isNegated) return undefined;
  if (match.rule.source === "hostname =word" && !/^[\w.-]+$/.test(match.words[1] ?? ""))
    return "% Host name is invalid. Host name must contain only alphanumeric characters, '.' and '-'.\n% Host name must also not start or end with '.' or '-'.\n% Host name not changed.";
  const isTaken = change.into.some(
    (line) => line.rule.family === "entry" && line.arguments[0] === match.arguments[0],
  );
  if (match.rule.family === "entry" && isTaken) {
    const same = change.into.some((line) => line.text === match.words.join(" "));
    return same ? undefined : "% Duplicate sequence number";
  }
  if (match.rule.source === "ip address =prefix") return overlap(change, match.words[2] ?? "");
  if (match.rule.source === "router bgp <int>") {
    const other = change.top.find((line) => line.rule === match.rule && line.key !== match.key);
    return other && `% BGP is already running with AS number ${other.arguments[0]}`;
  }
  return undefined;
}

type Subnet = { readonly network: number; readonly size: number };

function subnet(prefix: string): Subnet {
  const [address = "", length = "32"] = prefix.split("/");
  const size = 2 ** (32 - Number(length));
  return { network: Math.floor(ipNumber(address) / size) * size, size };
}

function overlap(change: Change, prefix: string): string | undefined {
  const own = change.path.at(-1);
  const mine = subnet(prefix);
  for (const other of change.top) {
    if (other.rule.opens !== "interface" || other === own) continue;
    if (vrfOf(other) !== (own === undefined ? "" : vrfOf(own))) continue;
    const line = other.children.find((child) => child.key === "ip address");
    if (line?.arguments[0] === undefined) continue;
    const theirs = subnet(line.arguments[0]);
    const shared = Math.max(mine.size, theirs.size);
    if (Math.floor(mine.network / shared) === Math.floor(theirs.network / shared))
      return `% Subnet ${ipText(mine.network)} overlaps with existing subnet ${ipText(theirs.network)} of interface ${other.arguments[0]}`;
  }
  return undefined;
}

function vrfOf(section: Line): string {
  return section.children.find((child) => child.key === "vrf")?.arguments[0] ?? "";
}

function after(change: Change): readonly string[] {
  const { match, path, isNegated } = change;
  const section = path.at(-1);
  // Moving an interface to a VRF takes its addresses away; what is said then is unconfirmed.
  if (section?.rule.opens === "interface" && match.key === "vrf")
    section.children = section.children.filter((line) => !/^ip(?:v6)? address/.test(line.key));
  if (match.rule.opens === "interface" && !isNegated) {
    const [, port] = /^interface Ethernet(\d+)/.exec(match.words.join(" ")) ?? [];
    if (Number(port) > PORTS)
      return [
        "! Interface does not exist. The configuration will not take effect until the module is inserted.",
      ];
  }
  if (/^ip prefix-list <word> seq/.test(match.rule.source) && !isNegated) {
    gatherPrefixList(change);
  }
  if (match.rule.opens === "vrf") switchVrf(change);
  if (isNegated && match.words[0] === "neighbor" && match.words.length === 2)
    forgetNeighbor(section, match.words[1] ?? "");
  return [];
}

/** A VRF begins without routing, and says so; what is said of its routing goes with it. */
function switchVrf({ top, match, isNegated }: Change): void {
  const routing = ["ip routing", "ipv6 unicast-routing"].map(
    (line) => `${line} vrf ${match.arguments[0]}`,
  );
  if (!isNegated) enter(top, [], `no ${routing[0]}`, EOS_MANNERS);
  const others = top.filter((line) => !routing.includes(line.key));
  if (isNegated) top.splice(0, top.length, ...others);
}

/** A prefix list typed in one line is printed as a section. */
function gatherPrefixList({ top, match }: Change): void {
  const [, , name = "", ...rest] = match.words;
  const at = top.findIndex((line) => line.key === match.key);
  if (at >= 0) top.splice(at, 1);
  const opened = enter(top, [], `ip prefix-list ${name}`, EOS_MANNERS);
  if (opened.kind === "done") enter(top, opened.path, rest.join(" "), EOS_MANNERS);
}

function forgetNeighbor(section: Line | undefined, peer: string): void {
  if (section === undefined) return;
  const isOther = (line: Line): boolean =>
    !/^(?:no )?neighbor /.test(line.text) || line.arguments[0] !== peer;
  for (const part of [section, ...section.children]) part.children = part.children.filter(isOther);
}

const OLD_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(no |default )?(neighbor \S+) peer-group\b/, "$1$2 peer group"],
  [/^(no |default )?vrf forwarding\b/, "$1vrf"],
  [/^(no |default )?vrf definition\b/, "$1vrf instance"],
  [/^(no |default )?ip domain-name\b/, "$1dns domain"],
  [/^(no |default )?ip host-name\b/, "$1hostname"],
];

function respell(text: string, path: Path, top: readonly Line[]): string {
  const spelled = OLD_SPELLINGS.reduce((old, [from, to]) => old.replace(from, to), text);
  // A process goes by its number, whatever VRF it is in.
  const process = /^no (router ospf \d+)$/.exec(spelled)?.[1];
  if (process !== undefined)
    return `no ${top.find((line) => `${line.text} `.startsWith(`${process} `))?.text ?? process}`;
  const line = withHashedSecret(spelled, "sha512 $6$");
  // Addresses with a mask are taken and kept with a length.
  const [, address, mask] = /^ip address (\d[\d.]+) (\d[\d.]+)$/.exec(line) ?? [];
  if (address !== undefined && mask !== undefined)
    return `ip address ${address}/${32 - Math.log2(2 ** 32 - ipNumber(mask))}`;
  const section = path.at(-1);
  const [, how, vlans] = /^switchport trunk allowed vlan (add|remove) ([\d,-]+)$/.exec(line) ?? [];
  if (how !== undefined && vlans !== undefined) {
    const has = section?.children.find((other) => other.key === "switchport trunk allowed vlan");
    return editedVlans(has?.arguments[0], how === "add" ? "add" : "remove", vlans);
  }
  const isNumbered = section?.rule.opens === "acl" || section?.rule.opens === "prefix-list";
  if (!isNumbered || !/^(?:permit|deny|remark) /.test(line)) return line;
  const numbers = section.children.map((other) => Number(/\d+/.exec(other.text)?.[0] ?? 0));
  const word = section.rule.opens === "acl" ? "" : "seq ";
  return `${word}${Math.max(0, ...numbers) + 10} ${line}`;
}
