import { copy, type Line } from "./line-tree.ts";
import { following, type Match, match, type Refusal, tokens } from "./match.ts";
import { type Grammar, UNKNOWN_LINE } from "./rule.ts";
import type { InterfaceSpelling } from "./word-type.ts";

/** Where a session stands: the open sections, outermost first; empty is the top of the configuration. */
export type Path = readonly Line[];

/** What a platform adds to the plain rules. `check` answers the device's refusal; `after` may change other lines and warns. */
export type Manners = {
  readonly grammar: Grammar;
  readonly interfaceName: InterfaceSpelling;
  /** What the device makes of a line: old spellings, numbers it gives itself. */
  readonly respell: (text: string, path: Path, top: readonly Line[]) => string;
  /** The lines that a line which names several sections stands for; the line alone where it names one. */
  readonly several: (text: string) => readonly string[];
  /** The lines that a new or emptied section starts with. */
  readonly born: (section: Line) => readonly string[];
  readonly check: (change: Change) => string | undefined;
  readonly after: (change: Change) => readonly string[];
  /** Whether `no` of this section is refused or empties it instead (physical interfaces). */
  readonly keeps: (line: Line) => "empty" | string | undefined;
};

/** One line on its way into a configuration. */
export type Change = {
  readonly top: Line[];
  readonly path: Path;
  readonly into: Line[];
  readonly match: Match;
  readonly isNegated: boolean;
};

/** What came of a line: where the session stands now and what the device says, or why it is refused. */
export type Outcome =
  | {
      readonly kind: "done";
      readonly path: Path;
      readonly says: readonly string[];
      readonly opened?: Line;
    }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "rejected"; readonly says: string };

/** The kind of section a path stands in. */
function sectionKind(path: Path): string {
  return path.at(-1)?.rule.opens ?? "global";
}

/**
 * Types one line at a place of a configuration; a line that only a parent section knows leaves the section. Where
 * several sections were opened at once, all of them take it.
 */
export function enter(top: Line[], path: Path, text: string, manners: Manners): Outcome {
  const outcomes = manners.several(text).map((line) => enterOne(top, path, line, manners));
  const [first, ...others] = outcomes;
  if (first?.kind !== "done") return first ?? REFUSED;
  const opened = first.path.length > 0 && first.path.at(-1) === first.opened;
  if (opened) {
    const twins = others.flatMap((each) => (each.kind === "done" ? (each.opened?.key ?? []) : []));
    Object.assign(first.opened ?? {}, { twins });
  }
  const [section, ...inner] = opened ? first.path.slice(0, -1) : first.path;
  for (const key of inner.length === 0 ? (section?.twins ?? []) : []) {
    const twin = top.find((line) => line.key === key && line.rule === section?.rule);
    if (twin !== undefined) enterOne(top, [twin], text, manners);
  }
  return first;
}

const REFUSED: Outcome = {
  kind: "refused",
  refusal: { kind: "incomplete", column: 0, word: "", wordNumber: 0 },
};

function enterOne(top: Line[], path: Path, text: string, manners: Manners): Outcome {
  const all = tokens(manners.respell(text, path, top));
  const isNegated = all[0]?.text === "no";
  const isDefault = all[0]?.text === "default";
  const words = isNegated || isDefault ? all.slice(1) : all;
  let worst: Refusal | undefined;
  for (let depth = path.length; depth >= 0; depth--) {
    const here = path.slice(0, depth);
    const rules = manners.grammar[sectionKind(here)] ?? [];
    const found = match(rules, words, manners.interfaceName, isNegated || isDefault);
    if (!("kind" in found)) {
      const into = here.at(-1)?.children ?? top;
      const change = { top, path: here, into, match: found, isNegated: isNegated || isDefault };
      return carryOut(change, manners, isDefault);
    }
    if (worst === undefined || found.column > worst.column) worst = found;
  }
  return worst === undefined ? REFUSED : { kind: "refused", refusal: worst };
}

/** The keywords with which a line may go on in the section where a path stands. */
export function followingLine(path: Path, text: string, manners: Manners): readonly string[] {
  return following(manners.grammar[sectionKind(path)] ?? [], text, manners.interfaceName);
}

/** Keeps a line that no table knows in the section it was typed in, or takes it away again (`no …`). */
export function keepAnyway(top: Line[], path: Path, text: string): void {
  const into = path.at(-1)?.children ?? top;
  const wanted = text.replace(/^no /, "");
  drop(into, (line) => line.rule === UNKNOWN_LINE && line.text === wanted);
  const kept = { key: text, text, isNegated: false, arguments: [text], body: [], children: [] };
  if (wanted === text) into.push({ ...kept, rule: UNKNOWN_LINE });
}

function carryOut(change: Change, manners: Manners, isDefault: boolean): Outcome {
  const refused = manners.check(change);
  if (refused !== undefined) return { kind: "rejected", says: refused };
  if (change.isNegated) return remove(change, manners, isDefault);
  const { rule, words, key } = change.match;
  const existing = change.into.find((line) => line.rule === rule && line.key === key);
  if (rule.opens !== undefined) {
    const line = existing ?? addSection(change, manners);
    const says = existing === undefined ? manners.after(change) : [];
    return { kind: "done", path: [...change.path, line], says, opened: line };
  }
  drop(change.into, (line) => line.key === key);
  const line = newLine(change.match, words.join(" "), false);
  if (rule.no !== "only") change.into.push(line);
  return { kind: "done", path: change.path, says: manners.after(change), opened: line };
}

function newLine(found: Match, text: string, isNegated: boolean): Line {
  const { rule, key } = found;
  return { rule, key, text, isNegated, arguments: found.arguments, body: [], children: [] };
}

function addSection(change: Change, manners: Manners): Line {
  const { words } = change.match;
  drop(change.into, (other) => other.key === change.match.key);
  const line = newLine(change.match, words.join(" "), false);
  change.into.push(line);
  fill(change.top, [...change.path, line], line, manners);
  return line;
}

function fill(top: Line[], path: Path, section: Line, manners: Manners): void {
  for (const text of manners.born(section)) enter(top, path, text, manners);
}

function remove(change: Change, manners: Manners, isDefault: boolean): Outcome {
  const { rule, key, words, isWhole } = change.match;
  const prefix = `${words.join(" ")} `;
  const meant = (line: Line): boolean =>
    isWhole
      ? line.key === key
      : `${line.text} `.startsWith(prefix) || `${line.text} `.startsWith(`no ${prefix}`);
  for (const line of change.into.filter(meant)) {
    const kept = manners.keeps(line);
    if (kept !== undefined && kept !== "empty" && !isDefault)
      return { kind: "rejected", says: kept };
    if (kept === undefined) drop(change.into, (other) => other === line);
    else {
      line.children.length = 0;
      fill(change.top, [...change.path, line], line, manners);
    }
  }
  if (isWhole && rule.no === "reset" && rule.reset !== undefined)
    enter(change.top, change.path, rule.reset, manners);
  else if (isWhole && rule.no !== "delete" && !isDefault)
    change.into.push(newLine(change.match, `no ${negatedWords(change.match)}`, true));
  return { kind: "done", path: change.path, says: manners.after(change) };
}

/** A `no …` line is kept without its value. */
function negatedWords(found: Match): string {
  return found.rule.slot ?? found.key;
}

function drop(lines: Line[], isMeant: (line: Line) => boolean): void {
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (line !== undefined && isMeant(line)) lines.splice(index, 1);
  }
}

/** The same path in a copy of the configuration; undefined where a section is gone. */
export function samePath(top: readonly Line[], path: Path): Path | undefined {
  const out: Line[] = [];
  let lines = top;
  for (const section of path) {
    const found = lines.find((line) => line.key === section.key && line.rule === section.rule);
    if (found === undefined) return undefined;
    out.push(found);
    lines = found.children;
  }
  return out;
}

/** Puts a whole text in place of a configuration: one line after the other, free text included. */
export function load(text: string, manners: Manners): Line[] {
  const top: Line[] = [];
  let path: Path = [];
  let free: { line: Line; isEnd: (text: string) => boolean; body: string[] } | undefined;
  for (const raw of text.split("\n")) {
    if (free !== undefined) {
      free.body.push(raw);
      if (free.isEnd(raw)) {
        free.line.body = free.body;
        free = undefined;
      }
      continue;
    }
    const line = raw.trim();
    if (line === "" || line.startsWith("!") || line === "end") continue;
    if (/^\S/.test(raw)) path = [];
    if (path.at(-1)?.rule.close === line) {
      path = path.slice(0, -1);
      continue;
    }
    const outcome = enter(top, path, line, manners);
    if (outcome.kind !== "done") continue;
    path = outcome.path;
    const end = outcome.opened === undefined ? undefined : bodyEnd(outcome.opened);
    if (outcome.opened !== undefined && end !== undefined)
      free = { line: outcome.opened, isEnd: end, body: [] };
  }
  return copy(top);
}

/** How the free text behind a line ends; undefined where no text follows. */
export function bodyEnd(line: Line): ((text: string) => boolean) | undefined {
  const { body } = line.rule;
  if (body === undefined || line.isNegated) return undefined;
  if (body !== "delimiter") return (text) => text.trim() === body;
  const typed = line.arguments.at(-1) ?? "";
  const delimiter = typed.startsWith("^C") ? "^C" : (typed[0] ?? "^");
  if (typed.length > delimiter.length && typed.endsWith(delimiter)) return undefined;
  return (text) => text.includes(delimiter);
}
