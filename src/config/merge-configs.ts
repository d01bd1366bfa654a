import type { Finding, Place } from "../errors.ts";
import { type Children, type Config, isSame, type Node, type PlatformGrammar } from "./config.ts";
import { Draft } from "./draft.ts";
import { forEachSpot, nameAt, namesOf, type Spot } from "./grammar/names.ts";
import type { Origin } from "./origin.ts";
import { withMembers } from "./syntax/builder.ts";

/**
 * Several services' fragments as one candidate. Two values for one slot (NC3001), one address claimed by two lines
 * (NC3002) and one place taken by two entries of an ordered list (NC3003) are findings that name both origins; the
 * first stays in the candidate.
 */
export function mergeConfigs(
  fragments: readonly Config[],
  platform: PlatformGrammar,
): { readonly config: Config; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const paths = new Map<Node, string>();
  const draft = new Draft(new Map());
  const { children } = draft;
  for (const fragment of fragments) {
    const path = fragment.path ?? platform.name;
    forEachSpot(fragment.children, ({ node }) => paths.set(node, path));
    merge(draft, children, fragment.children, (before, after) => {
      findings.push(conflict(before, after, paths));
    });
  }
  findings.push(...doubleClaims(children, paths));
  // One line may name several sections: what clashes in all of them is told once.
  const told = [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()];
  return { config: { platform, children, text: undefined, path: undefined }, findings: told };
}

function merge(
  draft: Draft,
  into: Map<string, Node>,
  more: Children,
  clash: (before: Node, after: Node) => void,
): void {
  for (const [key, node] of more) {
    const before = into.get(key);
    if (before === undefined) {
      into.set(key, node);
      continue;
    }
    const joined = joinedNode(before, node);
    if (joined === undefined) clash(before, node);
    else into.set(key, joined);
    if (node.children !== undefined) merge(draft, draft.inside(into, key), node.children, clash);
  }
}

/** Two lines of one slot as one; undefined where they contradict each other. */
function joinedNode(before: Node, node: Node): Node | undefined {
  const a = before.statement.members;
  const b = node.statement.members;
  if (a !== undefined && b !== undefined) {
    const list = [...a, ...b.filter((member) => !a.includes(member))];
    return { ...before, statement: withMembers(before.statement, list) };
  }
  if (isSame(before, node)) return before;
  return undefined;
}

function conflict(before: Node, after: Node, paths: ReadonlyMap<Node, string>): Finding {
  const isEntry = after.statement.rule.data.sequence !== undefined;
  const code = isEntry ? "NC3003" : "NC3001";
  const what = isEntry
    ? "one place in a list is given to two entries"
    : "one slot is given two values";
  return {
    code,
    message: `${what}: "${before.statement.text}"${by(before.origin)} and "${after.statement.text}"${by(after.origin)}`,
    place: placeOf(after, paths),
    source: after.statement.text,
    hint: "let one service declare it, or make both agree",
    related: [...placesOf("also set here", before, paths), ...placesOf("set here", after, paths)],
  };
}

function by(origin: Origin | undefined): string {
  return origin === undefined ? "" : ` by ${origin.service}`;
}

/** The service's own line is where an author can do something; the template's stands among the related places. */
function placeOf(node: Node, paths: ReadonlyMap<Node, string>): Place {
  const { origin } = node;
  return (
    origin?.servicePlace ??
    origin?.templatePlace ?? {
      path: paths.get(node) ?? "",
      line: 1,
      column: 1,
    }
  );
}

function placesOf(
  label: string,
  node: Node,
  paths: ReadonlyMap<Node, string>,
): { label: string; place: Place }[] {
  const { origin } = node;
  const named = origin === undefined ? label : `${label} by ${origin.service}`;
  const places = [origin?.servicePlace, origin?.templatePlace].filter(
    (place) => place !== undefined,
  );
  if (places.length === 0) places.push(placeOf(node, paths));
  return places.map((place) => ({ label: named, place }));
}

function doubleClaims(children: Children, paths: ReadonlyMap<Node, string>): Finding[] {
  const holders = new Map<string, Spot>();
  const findings: Finding[] = [];
  const places = placesIn(children);
  forEachSpot(children, (spot) => {
    if (!isInForce(spot)) return;
    for (const claim of namesOf("claims", spot)) {
      const { holder: owner } = spot.node.statement.rule.data;
      const place = owner === undefined ? undefined : places.get(nameAt(owner, spot));
      const name = place === undefined ? claim : `${place}\u0000${claim}`;
      const holder = holders.get(name);
      if (holder === undefined) holders.set(name, spot);
      else findings.push(doubleClaim(name, holder, spot, paths));
    }
  });
  return findings;
}

/** What is inactive, or stands in a group for others to inherit, claims nothing. */
function isInForce({ node, above }: Spot): boolean {
  return ![...above, node].some(
    ({ marks, statement }) =>
      marks.includes("inactive") || statement.rule.data.section?.rules === "top",
  );
}

/** The section that each of the things belongs to whose claims hold only there. */
function placesIn(children: Children): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  forEachSpot(
    children,
    (spot) => {
      const section = spot.above.map(({ statement }) => statement.key).join(" ");
      found.set(nameAt(spot.node.statement.rule.data.places ?? "", spot), section);
    },
    [],
    ({ data }) => data.places !== undefined,
  );
  return found;
}

function doubleClaim(
  name: string,
  holder: Spot,
  spot: Spot,
  paths: ReadonlyMap<Node, string>,
): Finding {
  const words = name.slice(name.indexOf("\u0000") + 1);
  return {
    code: "NC3002",
    message: `${words} is claimed twice: by "${lineOf(holder)}"${by(holder.node.origin)} and by "${lineOf(spot)}"${by(spot.node.origin)}`,
    place: placeOf(spot.node, paths),
    source: spot.node.statement.text,
    related: [
      ...placesOf("claimed here", holder.node, paths),
      ...placesOf("and here", spot.node, paths),
    ],
  };
}

function lineOf(spot: Spot): string {
  return [...spot.above, spot.node].map((node) => node.statement.text).join(" / ");
}
