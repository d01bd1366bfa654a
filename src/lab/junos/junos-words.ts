import { isIPv4 } from "node:net";
import type { Statement } from "./junos-schema.ts";
import type { Step } from "./junos-tree.ts";

/** A word with the column, and in a loaded text the line, where it starts; both from 0. */
export type Word = { readonly text: string; readonly column: number; readonly line?: number };

/** Why words are no statement: what the device says, and the word it points to. */
export type Wrong = { readonly message: string; readonly word: Word };

/** Splits a line into words; quotes and brackets are taken off, several values become several words. */
export function words(line: string): Word[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|[[\]]|[^\s[\]]+/g)]
    .filter((found) => found[0] !== "[" && found[0] !== "]")
    .map((found) => ({ text: found[1] ?? found[0], column: found.index }));
}

/** A word as the device prints it: quoted where it must be. */
export function quoted(text: string): string {
  return /^[\w.\-/:*@+,%~<>]+$/.test(text) ? text : `"${text}"`;
}

/** The way into the hierarchy that the words tell. `mayStop`: the last statement may lack its value (delete). */
export function walk(root: Statement, given: readonly Word[], mayStop: boolean): Step[] | Wrong {
  const steps: Step[] = [];
  let at = root;
  let index = 0;
  const end: Word = { text: "", column: 0 };
  while (index < given.length) {
    const word = given[index] ?? end;
    const statement = choose(at, word.text, given[index + 1]?.text);
    if (statement === undefined) return { message: "syntax error", word };
    const step = enter(statement, given, index);
    if (!Array.isArray(step)) return step;
    const [made, next] = step;
    if (next > given.length && !mayStop)
      return { message: "missing argument", word: given.at(-1) ?? end };
    steps.push(made);
    at = statement;
    index = next;
    if (
      statement.value === "many" ||
      statement.value === "rest" ||
      (statement.value === "one" && statement.below.length === 0)
    ) {
      if (index < given.length) return { message: "syntax error", word: given[index] ?? end };
    }
  }
  return steps;
}

function choose(at: Statement, word: string, next: string | undefined): Statement | undefined {
  const exact = at.below.filter((statement) => statement.name === word);
  if (exact.length > 0)
    return exact.find((statement) => statement.second === "" || statement.second === next);
  const free = at.below.find((statement) => statement.name === "");
  const short = at.below.filter((statement) => statement.name.startsWith(word));
  if (short.length === 1 && free === undefined) return short[0];
  return free ?? (at.isOpen ? open(word, at) : undefined);
}

const opened = new WeakMap<Statement, Map<string, Statement>>();

/** Below an open statement everything is taken, one word a level. */
function open(name: string, parent: Statement): Statement {
  const known = opened.get(parent) ?? new Map<string, Statement>();
  opened.set(parent, known);
  const found = known.get(name) ?? {
    ...{
      name,
      second: "",
      between: [],
      keys: 0,
      value: "none" as const,
      type: "",
      isSorted: false,
    },
    ...{
      isSecret: false,
      isDeprecated: false,
      isOpen: true,
      isInline: false,
      rank: known.size,
      below: [],
    },
  };
  known.set(name, found);
  return found;
}

/** Takes a statement's own words: name, keys, values. The second of the answer is past the end where words lack. */
function enter(statement: Statement, given: readonly Word[], from: number): [Step, number] | Wrong {
  const label: string[] = [];
  let index = from;
  if (statement.name !== "") {
    label.push(statement.name);
    index++;
  }
  if (statement.second !== "") {
    label.push(statement.second);
    index++;
  }
  for (let key = 0; key < statement.keys; key++) {
    const between = statement.between[key - 1];
    if (between !== undefined) {
      label.push(between);
      index++;
    }
    const word = given[index++];
    if (word !== undefined) label.push(word.text);
  }
  const wrongKey = wrongEntry(statement, label, given[from]);
  if (wrongKey !== undefined) return wrongKey;
  if (statement.value === "none") return [{ label, statement, values: [] }, index];
  const values = statement.value === "one" ? given.slice(index, index + 1) : given.slice(index);
  const wrong = values.find((value) => !isOfType(value.text, statement.type));
  if (wrong !== undefined) return wrongValue(wrong, statement.type);
  const next = index + Math.max(statement.value === "rest" ? 0 : 1, values.length);
  return [{ label, statement, values: values.map((value) => value.text) }, next];
}

function wrongEntry(
  statement: Statement,
  label: readonly string[],
  word: Word | undefined,
): Wrong | undefined {
  const entry = label.at(-1) ?? "";
  const isAddress =
    statement.name === "address" && statement.keys === 1 && statement.below.length > 1;
  if (isAddress && /^\d+\.\d/.test(entry) && !isOfType(entry, "prefix"))
    return wrongValue({ text: entry, column: word?.column ?? 0 }, "ip");
  return undefined;
}

function wrongValue(word: Word, type: string): Wrong {
  if (type === "int") return { message: `invalid numeric value: '${word.text}'`, word };
  const bad = word.text.split(/[./]/).find((part) => Number(part) > 255) ?? word.text;
  return { message: `invalid value '${bad}' in ip address: '${word.text}'`, word };
}

function isOfType(text: string, type: string): boolean {
  if (type === "int") return /^\d+$/.test(text);
  if (type === "ip") return isIPv4(text) || text.includes(":");
  if (type === "prefix")
    return isIPv4(text.split("/")[0] ?? "") && /^[^/]+(\/([0-9]|[12]\d|3[0-2]))?$/.test(text);
  return true;
}
