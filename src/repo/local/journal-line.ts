import { hash } from "node:crypto";
import { NetctlError } from "../../errors.ts";

/** One entry of a journal: plain JSON with what the caller wrote beside `kind`. This room knows `end` alone. */
export type JournalEntry = { readonly kind: string };

/** Where the next line joins on. */
export type JournalTail = {
  readonly sequence: number;
  /** Checksum of the line before; each one covers all before it, so none can be lost or moved unnoticed. */
  readonly sum: string;
};

/** What a journal's text says. */
export type ParsedJournal = {
  readonly entries: readonly JournalEntry[];
  readonly tail: JournalTail;
  /** Length of the part without a torn last line. */
  readonly soundBytes: number;
  readonly isTorn: boolean;
};

const version = 2;
const start: JournalTail = { sequence: 0, sum: "" };

/** The line that says `entry` after `tail`, and the tail after it. */
export function journalLine(
  tail: JournalTail,
  entry: JournalEntry,
): { readonly text: string; readonly tail: JournalTail } {
  const { sequence } = tail;
  const json = JSON.stringify(entry);
  const sum = checksum(tail, json);
  const text = `{"version":${version},"sequence":${sequence},"sum":"${sum}","entry":${json}}\n`;
  return { text, tail: { sequence: sequence + 1, sum } };
}

/**
 * Reads a journal. A last line without its end, or of bytes that are no JSON, was torn by a kill and is left out.
 * NetctlError `refused` for another version and for damage anywhere else: it is never guessed at.
 */
export function parseJournal(text: string, path: string): ParsedJournal {
  const lines = text.split("\n");
  const rest = lines.pop() ?? "";
  const entries: JournalEntry[] = [];
  let tail = start;
  let isTorn = rest !== "";
  for (const [index, line] of lines.entries()) {
    const value = jsonOf(line);
    if (value === undefined && index === lines.length - 1 && !isTorn) {
      isTorn = true;
      lines.pop();
      break;
    }
    const entry = entryOf(value, tail, `${path}:${index + 1}`);
    tail = journalLine(tail, entry).tail;
    entries.push(entry);
  }
  const sound = lines.map((line) => `${line}\n`).join("");
  return { entries, tail, soundBytes: Buffer.byteLength(sound), isTorn };
}

/**
 * Whether a journal comes to its end: its last line is whole, says so, and joins on the one before. What stands before
 * that is not looked at, for a long journal takes long to read.
 */
export function isEnded(journal: Buffer): boolean {
  const lines = journal.toString("utf8", lineStart(journal, lineStart(journal, journal.length)));
  const [last = "", before = ""] = lines.split("\n").reverse().slice(1);
  try {
    const joint = head.exec(before);
    const tail = joint ? { sequence: Number(joint[1]) + 1, sum: joint[2] ?? "" } : start;
    return lines.endsWith("\n") && entryOf(jsonOf(last), tail, "").kind === "end";
  } catch {
    return false;
  }
}

const head = new RegExp(`^\\{"version":${version},"sequence":(\\d+),"sum":"([0-9a-f]+)",`);

/** Where the line begins whose end is at `end`. */
function lineStart(journal: Buffer, end: number): number {
  return end < 2 ? 0 : journal.lastIndexOf("\n", end - 2) + 1;
}

function entryOf(value: unknown, tail: JournalTail, place: string): JournalEntry {
  const line = asRecord(value);
  if (line !== undefined && typeof line.version === "number" && line.version !== version) {
    throw new NetctlError(
      "refused",
      `${place} is of journal version ${line.version}; this netctl knows version ${version}`,
      { hint: "use the netctl that wrote it to recover" },
    );
  }
  const entry = asRecord(line?.entry);
  const isSound =
    typeof entry?.kind === "string" &&
    line?.version === version &&
    line.sequence === tail.sequence &&
    line.sum === checksum(tail, JSON.stringify(entry));
  if (isSound) return entry as JournalEntry;
  throw new NetctlError("refused", `the journal is damaged at ${place}`, {
    hint: "nothing is guessed: look at the devices, put them right by hand, then move the file away",
  });
}

function checksum(tail: JournalTail, json: string): string {
  const content = `${tail.sum} ${version} ${tail.sequence} ${json}`;
  return hash("sha256", content, "hex").slice(0, 16);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

type Loose = {
  readonly version?: unknown;
  readonly sequence?: unknown;
  readonly sum?: unknown;
  readonly entry?: unknown;
  readonly kind?: unknown;
};

function asRecord(value: unknown): Loose | undefined {
  return typeof value === "object" && value !== null ? value : undefined;
}
