import type { Change } from "../lines/engine.ts";
import type { Line } from "../lines/line-tree.ts";
import { ipNumber, ipText } from "../lines/word-type.ts";
import { neighborRefusal } from "./iosxe-bgp.ts";

/** Why a CSR1000V refuses a line that its grammar knows; undefined where it takes it (devices.md 3.3). */
export function iosxeCheck(change: Change): string | undefined {
  const { match, isNegated, path } = change;
  if (match.rule.family === "neighbor") return neighborRefusal(change);
  if (isNegated) return undefined;
  const section = path.at(-1);
  if (section?.rule.opens === "acl") return occupied(change);
  if (/^ip prefix-list <word> seq/.test(match.rule.source)) return occupiedPrefix(change);
  if (section?.rule.opens === "interface") return interfaceRefusal(change, section);
  if (/^ip route <ip>/.test(match.rule.source)) return routeRefusal(match.words);
  if (match.rule.source === "access-list <int>") return "% Incomplete command.";
  if (match.rule.source === "router bgp <int>") {
    const other = change.top.find((line) => line.rule === match.rule && line.key !== match.key);
    // devices.md 3.3, unconfirmed.
    return other && `BGP is already running; AS is ${other.arguments[0]}`;
  }
  return undefined;
}

function occupied({ into, match }: Change): string | undefined {
  const isTaken = into.some(
    (line) => line.arguments[0] === match.arguments[0] && line.text !== match.words.join(" "),
  );
  return isTaken && match.rule.family === "entry" ? "% Duplicate sequence number" : undefined;
}

/** General knowledge, the exact words are unconfirmed. */
function occupiedPrefix({ into, match }: Change): string | undefined {
  const other = into.find((line) => line.key === match.key && line.text !== match.words.join(" "));
  const [, seq, entry] = other?.arguments ?? [];
  return other && `%Insertion failed - seq # exists with different policy: ${seq} ${entry}`;
}

function interfaceRefusal(change: Change, section: Line): string | undefined {
  const { match, top } = change;
  if (match.key === "vrf forwarding") {
    const vrf = match.arguments[0] ?? "";
    const isKnown = top.some((line) => line.key === `vrf definition ${vrf}`);
    // General knowledge, unconfirmed.
    return isKnown ? undefined : `% VRF ${vrf} not configured.`;
  }
  if (!/^ip address (?:=ip|<ip>)/.test(match.rule.source)) return undefined;
  const isTagged = section.children.some((line) => line.text.startsWith("encapsulation "));
  if (section.text.includes(".") && !isTagged)
    return "\n% Configuring IP routing on a LAN subinterface is only allowed if that\nsubinterface is already configured as part of an IEEE 802.10, IEEE 802.1Q,\nor ISL vLAN.\n";
  return addressRefusal(change, match.words[2] ?? "", match.words[3] ?? "");
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
