import { type Children, isThere, type Node } from "../config.ts";
import { Draft } from "../draft.ts";
import type { CompiledRule } from "../grammar/compile-grammar.ts";
import { bareName, forEachSpot, namesOf, type Spot } from "../grammar/names.ts";
import { contrast } from "./contrast.ts";

/** A running line that is to go, with the sections around it. */
type Leaving = {
  readonly node: Node;
  readonly above: readonly Node[];
  readonly names: readonly string[];
};

/**
 * The target with what lines of others still need: a list somebody else's interface is bound to, a neighbour
 * somebody else has said something about. Taking those away would take the other's line along, or open what it closes.
 * What only the candidate's own lines name goes: nobody would declare it any more, and so nobody take it away later.
 */
export function withStillNeeded(
  running: Children,
  wanted: Children,
  candidate: Children,
): Children {
  if (running === wanted) return wanted;
  const leaving: Leaving[] = [];
  collectLeaving(running, wanted, [], leaving);
  if (leaving.length === 0) return wanted;
  const leavingNames = new Set(leaving.flatMap(({ names }) => names));
  const bare = new Set([...leavingNames].map(bareName));
  const needed = new Set<string>();
  const defined = new Set<string>();
  const added: Spot[] = [];
  const visit = (spot: Spot) => {
    const { rule, isNegative } = spot.node.statement;
    if (rule.data.added === true) added.push(spot);
    else if (!isNegative) {
      const names = namesOf("refs", spot, bare).filter((name) => leavingNames.has(name));
      if (names.length > 0 && !isDeclared(spot, candidate))
        for (const name of names) needed.add(name);
    }
    for (const name of namesOf("defines", spot, bare))
      if (leavingNames.has(name)) defined.add(name);
  };
  forEachSpot(wanted, visit, [], mayName(bare));
  const gone = new Set<string>();
  const kept = leaving.filter(({ names }) => {
    const lost = names.filter((name) => !defined.has(name));
    if (lost.some((name) => needed.has(name))) return true;
    for (const name of lost) gone.add(name);
    return false;
  });
  // What the device put in by itself for something that goes, goes with it.
  const orphans = added.filter((spot) => namesOf("refs", spot).some((name) => gone.has(name)));
  return kept.length + orphans.length === 0 ? wanted : revised(wanted, kept, orphans);
}

/** The target with nodes put back where they stood, and without others. Sections around that are gone stay gone. */
function revised(wanted: Children, kept: readonly Leaving[], orphans: readonly Spot[]): Children {
  const draft = new Draft(wanted);
  const around = (above: readonly Node[]) =>
    draft.section(above.map(({ statement }) => statement.key));
  for (const { node, above } of kept) around(above)?.set(node.statement.key, node);
  for (const { node, above } of orphans) around(above)?.delete(node.statement.key);
  return draft.children;
}

/** True of rules whose names can be among these: names of one kind begin with the same word. */
function mayName(names: ReadonlySet<string>): (rule: CompiledRule) => boolean {
  const kinds = new Set([...names].map(kindOf));
  const known = new Map<CompiledRule, boolean>();
  const isMeant = (source: string) => /^(?:\.\/)?[{<[(]/.test(source) || kinds.has(kindOf(source));
  return (rule) => {
    const { refs, defines } = rule.data;
    if (refs === undefined && defines === undefined) return false;
    let may = known.get(rule);
    if (may === undefined) {
      may = [...(refs ?? []), ...(defines ?? [])].some(isMeant);
      known.set(rule, may);
    }
    return may;
  };
}

function kindOf(name: string): string {
  return name.replace("./", "").split(" ", 1)[0] ?? "";
}

function isDeclared({ node, above }: Spot, candidate: Children): boolean {
  let section: Children | undefined = candidate;
  for (const { statement } of above) section = section?.get(statement.key)?.children;
  return isThere(section?.get(node.statement.key));
}

function collectLeaving(
  running: Children,
  wanted: Children,
  above: readonly Node[],
  found: Leaving[],
): void {
  for (const { before: node, after } of contrast(running, wanted).taken) {
    if (node === undefined) continue;
    if (after === undefined || after.statement.isVacant) {
      const names = namesOf("defines", { node, above, siblings: running });
      if (names.length > 0) found.push({ node, above, names });
    } else if (node.children !== undefined && after.children !== undefined) {
      collectLeaving(node.children, after.children, [...above, node], found);
    }
  }
}
