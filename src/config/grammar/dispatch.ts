import type { CompiledRule, Effect } from "./compile-grammar.ts";
import { type Captures, type Decided, textFrom, type Variant, type Words } from "./pattern.ts";

/** One way to write a rule, and what writing it does. */
export type Entry = {
  readonly rule: CompiledRule;
  readonly effect: Effect;
  readonly variant: Variant;
  /** Written as the rule itself is, in another spelling, or with several sections named at once. */
  readonly form: "main" | "other" | "plural";
};

/** The entry that words were found to be, what it caught of them, and how many of them it took. */
export type Found = {
  readonly entry: Entry;
  readonly captures: Captures;
  readonly taken: number;
  /** The words stand as canonical text has them. */
  readonly isCanonical: boolean;
};

/** Where the patterns that begin with the same words go on. */
type Branch = {
  readonly words: Map<string, Branch>;
  /** Where a capture takes the next word, whatever it is. */
  any: Branch | undefined;
  /** Patterns that need no more words, best first. */
  readonly entries: Entry[];
};

/** Patterns as a tree of their words: a line is walked through it once, however many patterns begin alike. */
export class Dispatch {
  private readonly root = branch();

  add(entry: Entry): void {
    for (const end of ends(this.root, entry.variant.pieces)) {
      end.entries.push(entry);
      end.entries.sort(byRank);
    }
  }

  /** The best entry for words from `from` on; with `whole` it must take all of them. */
  find(line: Words, from: number, whole: boolean): Found | undefined {
    return search(this.root, { line, from, whole }, from, undefined);
  }
}

function branch(): Branch {
  return { words: new Map(), any: undefined, entries: [] };
}

/** The branches at the end of these pieces, which grow where they were not there. */
function ends(root: Branch, pieces: readonly Decided[]): Branch[] {
  return pieces.reduce((branches, piece) => branches.flatMap((one) => grown(one, piece)), [root]);
}

function grown(from: Branch, piece: Decided): Branch[] {
  if (piece.kind === "capture") {
    from.any ??= branch();
    return [from.any];
  }
  const words = piece.kind === "word" ? [piece.text] : piece.words;
  return words.map((word) => {
    const next = from.words.get(word) ?? branch();
    from.words.set(word, next);
    return next;
  });
}

/** Most literal words first, then what names several, then most words, then the order of the grammar. */
function byRank(a: Entry, b: Entry): number {
  return (
    b.variant.literalCount - a.variant.literalCount ||
    Number(b.form === "plural") - Number(a.form === "plural") ||
    b.variant.pieces.length - a.variant.pieces.length ||
    a.rule.rank - b.rule.rank
  );
}

type Search = { readonly line: Words; readonly from: number; readonly whole: boolean };

/** The best of `best` and all entries from a branch on, whose words before `at` are already matched. */
function search(
  at: Branch,
  asked: Search,
  index: number,
  best: Found | undefined,
): Found | undefined {
  const { words } = asked.line;
  let found = best;
  if (index < words.length) {
    const next = at.words.size === 0 ? undefined : at.words.get(words[index] ?? "");
    if (next !== undefined) found = search(next, asked, index + 1, found);
    if (at.any !== undefined) found = search(at.any, asked, index + 1, found);
  }
  for (const entry of at.entries) {
    if (found !== undefined && byRank(found.entry, entry) <= 0) break;
    if (asked.whole && entry.variant.tail === undefined && index < words.length) continue;
    found = caught(entry, asked) ?? found;
  }
  return found;
}

/** What an entry catches of words whose literal ones match; undefined where one is not of its type. */
function caught(entry: Entry, { line, from }: Search): Found | undefined {
  const { catches, tail, options, pieces } = entry.variant;
  const captures: Record<string, string> = {};
  let isCanonical = entry.form === "main" && line.isPlain;
  for (const { name, type, at } of catches) {
    const word = line.words[from + at] ?? "";
    const value = type === undefined ? word : type(word);
    if (value === undefined) return undefined;
    if (value !== word) isCanonical = false;
    captures[name] = value;
  }
  for (const option of options) captures[option] = "";
  if (tail === undefined) return { entry, captures, taken: pieces.length, isCanonical };
  const end = from + pieces.length;
  const rest = tail.isText ? textFrom(line.line, end) : line.words.slice(end).join(" ");
  const value = tail.type === undefined ? rest : tail.type(rest);
  if (value === undefined) return undefined;
  captures[tail.name] = value;
  return {
    entry,
    captures,
    taken: line.words.length - from,
    isCanonical: isCanonical && value === rest,
  };
}
