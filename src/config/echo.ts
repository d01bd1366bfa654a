import type { Children, Config, Node } from "./config.ts";
import { isSame } from "./config.ts";
import { Draft } from "./draft.ts";
import { compileGrammar, type Table } from "./grammar/compile-grammar.ts";
import { statementOf } from "./grammar/statement.ts";

/**
 * What a device printed for a line it was sent: a hash for a password, a longer spelling, nothing for a default.
 * Plain data, kept by whoever keeps things; only ever learned from a device that was just proved to have taken the line.
 */
export type Echo = {
  /** Section lines around it, as intended, outermost first. */
  readonly section: readonly string[];
  readonly intended: string;
  /** Undefined where the device prints nothing. */
  readonly printed: string | undefined;
};

const EMPTY: Children = new Map();

/**
 * What can be learned from reading a device back after a change it took without complaint: for secrets and for lines
 * the grammar does not know, what it prints in their stead. A known line that is missing or has another value is no
 * echo: the device does not have it. `before` is what it ran before the change, asked for where something is missing.
 */
export function learn(candidate: Config, printed: Config, before: () => Config): readonly Echo[] {
  const learned: Echo[] = [];
  learnSection(candidate.children, printed.children, () => before().children, [], learned);
  return learned;
}

function learnSection(
  intended: Children,
  printed: Children,
  before: () => Children,
  section: readonly string[],
  learned: Echo[],
): void {
  let strangers: Node[] | undefined;
  for (const [key, node] of intended) {
    const answer = printed.get(key);
    if (node.statement.isVacant || node.body !== undefined) continue;
    if (answer === undefined || answer.statement.isVacant) {
      strangers ??= strangersAmong(printed, intended, before());
      learned.push(...unheard(node, section, strangers));
      continue;
    }
    if (node.statement.rule.data.secret === true && !isSame(node, answer)) {
      learned.push(echo(section, node, answer));
    }
    const inside = [...section, node.statement.text];
    const had = () => before().get(key)?.children ?? EMPTY;
    learnSection(node.children ?? EMPTY, answer.children ?? EMPTY, had, inside, learned);
  }
}

/** Lines that nobody intended and that were not there before. */
function strangersAmong(printed: Children, intended: Children, before: Children): Node[] {
  return [...printed.values()].filter(
    ({ statement }) =>
      !intended.has(statement.key) && !before.has(statement.key) && !statement.isVacant,
  );
}

/** A line of which nothing is printed under its own name. */
function unheard(node: Node, section: readonly string[], strangers: Node[]): Echo[] {
  const { rule, isNegative } = node.statement;
  if (!rule.isGeneric || node.children !== undefined) return [];
  const likest = takeLikest(node, strangers);
  return likest !== undefined || isNegative ? [echo(section, node, likest)] : [];
}

function echo(section: readonly string[], intended: Node, printed: Node | undefined): Echo {
  return { section, intended: intended.statement.text, printed: printed?.statement.text };
}

/** The new line that begins most like the one that is missing; at least its first word is the same. */
function takeLikest(node: Node, strangers: Node[]): Node | undefined {
  const words = node.statement.text.split(" ");
  let best = { index: -1, shared: 0 };
  strangers.forEach((stranger, index) => {
    const other = stranger.statement.text.split(" ");
    let shared = 0;
    while (shared < words.length && words[shared] === other[shared]) shared++;
    if (shared > best.shared) best = { index, shared };
  });
  return best.index < 0 ? undefined : strangers.splice(best.index, 1)[0];
}

/**
 * A running configuration as its intended lines say it: where the candidate still has an intended line and the device
 * still prints the echo it was learned with, the device counts as having the line itself.
 */
export function heard(running: Config, candidate: Config, echoes: readonly Echo[]): Config {
  const table = compileGrammar(running.platform.grammar);
  let draft: Draft | undefined;
  for (const echo of echoes) {
    const now = draft?.children ?? running.children;
    const place = placeOf(echo.section, { running: now, candidate: candidate.children, table });
    const change = place === undefined ? undefined : hearing(echo, place);
    if (place === undefined || change === undefined) continue;
    draft ??= new Draft(running.children);
    const section = draft.section(place.keys);
    if (change.instead !== undefined) section?.delete(change.instead);
    section?.set(change.node.statement.key, change.node);
  }
  return draft === undefined ? running : { ...running, children: draft.children };
}

/** One section of both configurations. */
type Both = { readonly running: Children; readonly candidate: Children; readonly table: Table };

/** The section under these lines with the keys that lead there; undefined where one of the two has none. */
function placeOf(
  section: readonly string[],
  top: Both,
): (Both & { readonly keys: readonly string[] }) | undefined {
  const keys: string[] = [];
  let { running, candidate, table } = top;
  for (const line of section) {
    const { key, rule } = statementOf(table, line);
    const around = running.get(key)?.children;
    const wanted = candidate.get(key)?.children;
    if (around === undefined || wanted === undefined) return undefined;
    keys.push(key);
    running = around;
    candidate = wanted;
    table = rule.inside;
  }
  return { running, candidate, table, keys };
}

/** What the device counts as having by an echo, and the key of what it has it instead of. */
function hearing(
  { intended, printed }: Echo,
  { running, candidate, table }: Both,
): { readonly instead: string | undefined; readonly node: Node } | undefined {
  const said = statementOf(table, intended);
  const wanted = candidate.get(said.key);
  if (wanted?.statement.value !== said.value || wanted.statement.isVacant) return undefined;
  const echoed = printed === undefined ? undefined : statementOf(table, printed);
  const there = running.get(echoed?.key ?? said.key);
  const isAsLearned =
    echoed === undefined ? there === undefined : there?.statement.value === echoed.value;
  if (isAsLearned) return { instead: echoed?.key, node: wanted };
  const isSecret = there?.statement.rule.data.secret === true && there.statement.key === said.key;
  return isSecret ? { instead: undefined, node: { ...there, isForeignSecret: true } } : undefined;
}
