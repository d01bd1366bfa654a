import { type Change, enter, type Manners } from "../lines/engine.ts";
import type { Line } from "../lines/line-tree.ts";

/** A line about a neighbour that no `remote-as` has made known is refused (devices.md 3.3). */
export function neighborRefusal({ path, match }: Change): string | undefined {
  const [, peer = "", verb = ""] = match.words;
  if (verb === "" || verb === "remote-as" || verb === "peer-group") return undefined;
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

/** What a line below `router bgp` does to others: address families gather their lines, a neighbour goes as a whole. */
export function bgpAfter(change: Change, manners: Manners): void {
  const { match, path, isNegated } = change;
  if (match.rule.opens === "bgp-af" && match.key === "address-family ipv4" && !isNegated)
    moveToAddressFamily(change, manners);
  const bgp = path.find((line) => line.rule.opens === "bgp");
  if (bgp === undefined) return;
  if (match.words[0] === "neighbor") neighborDone(bgp, change, manners);
  else if (path.length === 1 && !isNegated) sinkToAddressFamily(bgp, change, manners);
}

const SINKING =
  /^(?:network|aggregate-address|redistribute|maximum-paths|default-information|distance)\b/;
const SINKING_NEIGHBOR =
  /^(?:no )?neighbor \S+ (?:activate|send-community|route-reflector|next-hop-self|remove-private|soft-|default-originate|weight|allowas|maximum-prefix|prefix-list|route-map|filter-list|distribute-list|as-override|unsuppress)/;

/** Once an IPv4 address family is opened, everything that belongs to it is printed there. */
function moveToAddressFamily({ path, into, match }: Change, manners: Manners): void {
  const bgp = path.at(-1);
  const family = into.find((line) => line.key === match.key);
  if (bgp === undefined || family === undefined) return;
  const sinks = (line: Line): boolean =>
    SINKING.test(line.text) || SINKING_NEIGHBOR.test(line.text);
  const moved = bgp.children.filter(sinks).map((line) => line.text);
  bgp.children = bgp.children.filter((line) => !sinks(line));
  for (const line of bgp.children.filter((child) => / remote-as /.test(child.text)))
    activate(bgp, family, line.arguments[0] ?? "", manners);
  for (const text of moved) enter(bgp.children, [bgp, family], text, manners);
}

function familyOf(bgp: Line): Line | undefined {
  return bgp.children.find((line) => line.key === "address-family ipv4");
}

function activate(bgp: Line, family: Line, peer: string, manners: Manners): void {
  const isOff = bgp.children.some((line) => line.text === "no bgp default ipv4-unicast");
  const isKnown = family.children.some((line) => line.key === `neighbor ${peer} activate`);
  if (!isOff && !isKnown) enter(bgp.children, [bgp, family], `neighbor ${peer} activate`, manners);
}

/** `network` and the like typed above the address families belong to IPv4 unicast. */
function sinkToAddressFamily(bgp: Line, change: Change, manners: Manners): void {
  const family = familyOf(bgp);
  const line = bgp.children.find((child) => child.key === change.match.key);
  if (family === undefined || line === undefined || !SINKING.test(line.text)) return;
  bgp.children = bgp.children.filter((child) => child !== line);
  enter(bgp.children, [bgp, family], line.text, manners);
}

function neighborDone(bgp: Line, { match, isNegated, path }: Change, manners: Manners): void {
  const [, peer = "", verb] = match.words;
  const family = familyOf(bgp);
  if (!isNegated) {
    if (verb === "remote-as" && path.length === 1 && family) activate(bgp, family, peer, manners);
    const line = bgp.children.find((child) => child.key === match.key);
    if (family && line && path.length === 1 && SINKING_NEIGHBOR.test(line.text)) {
      bgp.children = bgp.children.filter((child) => child !== line);
      enter(bgp.children, [bgp, family], line.text, manners);
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
