import type { Table } from "../grammar/compile-grammar.ts";
import { render } from "../grammar/pattern.ts";
import { type Statement, statementOf } from "../grammar/statement.ts";
import { followsInRange, rangeText } from "./range-members.ts";

/** Something said in a place: the sections around it, outermost first, and its line. */
type Said = { readonly section: readonly string[]; readonly line: string };

/** Things said one after the other about one section at the top, and what they say beside its name. */
type Run<Item> = {
  readonly items: readonly Item[];
  readonly statement: Statement | undefined;
  readonly names: string[];
  readonly content: string;
};

/** The same with neighbouring sections of which the same is said named in one line, where their rule joins them. */
export function joinRanges<Item extends Said>(
  items: readonly Item[],
  table: Table,
): readonly Item[] {
  if (!items.some((item) => mayBeJoined(headOf(item), table))) return items;
  const joined: Run<Item>[] = [];
  for (const run of runsOf(items, table)) {
    const before = joined.at(-1);
    if (before !== undefined && mayJoin(before, run)) before.names.push(...run.names);
    else joined.push(run);
  }
  return joined.flatMap(itemsOf);
}

function runsOf<Item extends Said>(items: readonly Item[], table: Table): Run<Item>[] {
  const runs: Run<Item>[] = [];
  let from = 0;
  while (from < items.length) {
    const head = headOf(items[from]);
    let to = from + 1;
    while (to < items.length && headOf(items[to]) === head) to++;
    const own = items.slice(from, to);
    const statement = joinable(head, table);
    if (statement === undefined) runs.push({ items: own, statement, names: [], content: "" });
    else runs.push({ items: own, statement, names: [nameOf(statement)], content: contentOf(own) });
    from = to;
  }
  return runs;
}

function headOf({ section, line }: Said = { section: [], line: "" }): string {
  return section[0] ?? line;
}

function joinable(head: string, table: Table): Statement | undefined {
  const statement = mayBeJoined(head, table) ? statementOf(table, head) : undefined;
  return statement?.rule.data.expand?.joined === true && statement.parts === undefined
    ? statement
    : undefined;
}

/** Most lines are about other things, as their first words tell. */
function mayBeJoined(head: string, { joining, grammar }: Table): boolean {
  const { negation } = grammar;
  const isNegated = negation !== "" && head.startsWith(negation);
  for (const word of joining) {
    if (head.startsWith(word) || (isNegated && head.startsWith(word, negation.length + 1)))
      return true;
  }
  return false;
}

/** The name of a section among those that may be named with it. */
export function nameOf({ rule, captures }: Statement): string {
  return captures[rule.data.expand?.key ?? ""] ?? "";
}

/** All that is said, and where it comes from, but for the name of the section. */
function contentOf(items: readonly Said[]): string {
  return JSON.stringify(
    items.map((item) => ({
      ...item,
      section: item.section.slice(1),
      line: item.section.length === 0 ? "" : item.line,
    })),
  );
}

function mayJoin<Item>(before: Run<Item>, run: Run<Item>): boolean {
  if (before.statement === undefined || run.statement === undefined) return false;
  return before.content === run.content && isNeighbour(before, run.statement);
}

/** Whether a section may be named behind others in one line. */
export function isNeighbour(
  { statement, names }: { readonly statement: Statement | undefined; readonly names: string[] },
  next: Statement,
): boolean {
  const { expand } = next.rule.data;
  if (statement?.rule !== next.rule || expand?.joined !== true) return false;
  if (
    statement.effect !== next.effect ||
    !followsInRange(nameOf(next), names.at(-1) ?? "", expand.of)
  )
    return false;
  return next.rule.keyNames.every(
    (name) => name === expand.key || statement.captures[name] === next.captures[name],
  );
}

/** The line that names all of these. */
export function lineOfAll(statement: Statement, names: readonly string[]): string {
  const { rule, captures, isNegative } = statement;
  const { expand } = rule.data;
  if (expand === undefined || rule.plural === undefined || names.length < 2) return statement.text;
  const line = render(rule.plural, { ...captures, [expand.key]: rangeText(names, expand.of) });
  return isNegative ? `${rule.negation} ${line}` : line;
}

/** The same, said of the first of the sections that it names. */
export function firstInRange<Item extends Said>(item: Item, table: Table): Item {
  const [outer, ...inner] = item.section;
  const first = statementOf(table, outer ?? item.line).parts?.[0]?.text;
  if (first === undefined) return item;
  return outer === undefined ? { ...item, line: first } : { ...item, section: [first, ...inner] };
}

function itemsOf<Item extends Said>({ items, statement, names }: Run<Item>): readonly Item[] {
  if (statement === undefined || names.length < 2) return items;
  const head = lineOfAll(statement, names);
  return items.map((item) =>
    item.section.length === 0
      ? { ...item, line: head }
      : { ...item, section: [head, ...item.section.slice(1)] },
  );
}
