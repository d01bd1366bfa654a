import { type Children, isSame, type Node } from "../config.ts";
import { copyOf } from "../draft.ts";
import { mergedOrder } from "../lists/ordered.ts";
import { alignEntries, sameEntries } from "../lists/sequence.ts";
import { withMembers } from "../syntax/builder.ts";
import { contrastSaid } from "./contrast.ts";
import { withStillNeeded } from "./still-needed.ts";

/** Three sides of one section; undefined where a side does not have it. */
export type Sides = {
  readonly running: Children | undefined;
  readonly applied: Children | undefined;
  readonly candidate: Children | undefined;
};

/** `declared`: what nobody declared stays. `full`: what nobody declared goes. */
export type Ownership = "declared" | "full";

const EMPTY: Children = new Map();

/** What a device must have in the end, with what lines of others still need. */
export function goal(sides: Sides, ownership: Ownership): Children {
  const wanted = target(sides, ownership);
  if (ownership === "full") return wanted;
  return withStillNeeded(sides.running ?? EMPTY, wanted, sides.candidate ?? EMPTY);
}

/**
 * What a device must have in the end: what the candidate declares, without what was applied and is declared no more,
 * and with everything else as it runs. Sections in which nothing changes are the running ones themselves.
 */
function target(sides: Sides, ownership: Ownership): Children {
  const running = sides.running ?? EMPTY;
  const applied = sameEntries(running, sides.applied ?? EMPTY);
  const isOurs = (key: string) => ownership === "full" || applied.has(key);
  const candidate = alignEntries(running, sides.candidate ?? EMPTY, isOurs);
  const { taken, given } = contrastSaid(running, candidate);
  // Copied when the first line changes: most sections of a device stay as they are.
  let result: Map<string, Node> | undefined;
  for (const { key, before, after } of taken) {
    if (before === undefined) continue;
    const kept = keptNode(before, applied.get(key), after, ownership);
    if (kept === before) continue;
    result ??= copyOf(running);
    if (kept === undefined) result.delete(key);
    else result.set(key, kept);
  }
  for (const { key, before, after } of given) {
    if (before !== undefined || after === undefined) continue;
    if (after.statement.isVacant || isForeign(after)) continue;
    result ??= copyOf(running);
    result.set(key, after);
  }
  return mergedOrder(running, candidate, result ?? running);
}

/** What becomes of a running line; undefined where it is to go. */
function keptNode(
  node: Node,
  applied: Node | undefined,
  wanted: Node | undefined,
  ownership: Ownership,
): Node | undefined {
  if (isForeign(node)) return node;
  if (wanted !== undefined && !wanted.statement.isVacant)
    return changedNode(node, applied, withOthers(wanted, node, applied, ownership), ownership);
  // The candidate's own line says how it is taken away.
  if (wanted !== undefined) return node.statement.isVacant ? node : wanted;
  const isOurs = ownership === "full" || (applied !== undefined && !applied.statement.isVacant);
  if (!isOurs || node.statement.isVacant) return node;
  return leftover(node, applied, ownership);
}

function changedNode(
  node: Node,
  applied: Node | undefined,
  wanted: Node,
  ownership: Ownership,
): Node {
  const isTrusted =
    wanted.statement.rule.data.secret === true && applied !== undefined && isSame(applied, wanted);
  const isKept =
    isSame(node, wanted) || (isTrusted && !node.statement.isVacant && !node.isForeignSecret);
  const kept = isKept ? node : wanted;
  if (node.children === undefined && wanted.children === undefined) return kept;
  const children = target(
    { running: node.children, applied: applied?.children, candidate: wanted.children },
    ownership,
  );
  return kept === node && children === node.children ? node : { ...kept, children };
}

/** A set as it is wanted, with the members that somebody else put there. */
function withOthers(
  wanted: Node,
  node: Node,
  applied: Node | undefined,
  ownership: Ownership,
): Node {
  const mine = wanted.statement.members;
  const others = ownership === "full" ? [] : membersOfOthers(node, applied);
  const more = others.filter((member) => mine?.includes(member) === false);
  if (mine === undefined || more.length === 0) return wanted;
  return { ...wanted, statement: withMembers(wanted.statement, [...mine, ...more]) };
}

function membersOfOthers(node: Node, applied: Node | undefined): readonly string[] {
  const ours = applied?.statement.members ?? [];
  return (node.statement.members ?? []).filter((member) => !ours.includes(member));
}

/** A line declared no more: it goes, but for what others put inside and what can never be taken away. */
function leftover(node: Node, applied: Node | undefined, ownership: Ownership): Node | undefined {
  const { data } = node.statement.rule;
  if (data.remove === "never") return node;
  const others = ownership === "full" ? [] : membersOfOthers(node, applied);
  if (others.length > 0) return { ...node, statement: withMembers(node.statement, others) };
  if (node.children === undefined) return undefined;
  const children = target(
    { running: node.children, applied: applied?.children, candidate: undefined },
    ownership,
  );
  const isEmpty = [...children.values()].every(isIncidental);
  if (isEmpty && (data.section?.delete ?? "line") === "line") return undefined;
  return children === node.children ? node : { ...node, children };
}

/** Lines that no command of ours ever touches. */
function isForeign(node: Node): boolean {
  return node.statement.rule.data.manage === "never";
}

/** What the device puts in by itself, also where it opens sections for it, and the shell of what cannot be deleted. */
function isIncidental({ statement, children }: Node): boolean {
  if (statement.isVacant || statement.rule.data.added === true) return true;
  if (children === undefined || ![...children.values()].every(isIncidental)) return false;
  return children.size > 0 || (statement.rule.data.section?.delete ?? "line") !== "line";
}
