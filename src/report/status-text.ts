import { type HistoryEntry, historyText } from "./history-text.ts";
import { counted, type Look, printable } from "./report.ts";

/** Who holds the network, as far as it is shown. Times are ISO 8601. */
export type ShownLock = {
  readonly id: string;
  readonly owner: string;
  readonly host: string;
  readonly since: string;
  readonly until: string;
  readonly command: string;
  readonly transaction: string | null;
};

/** Where the network, git and a clone of it stand. Commits are whole. */
export type Status = {
  readonly branch?: string;
  readonly head?: string;
  readonly applied?: string;
  /** Files that differ from HEAD. */
  readonly edits: readonly string[];
  /** How many findings the intent has. */
  readonly findings: number;
  /** The remote that decides, or null for this clone alone; null where it could not be asked. */
  readonly home: {
    readonly remote: string | null;
    readonly ahead: number;
    readonly behind: number;
  } | null;
  readonly lock?: ShownLock;
  /** Devices that were not given yet what is declared for them. */
  readonly waiting: readonly string[];
  /** Those of them that the last transaction to ask for them could not reach, each with that transaction. */
  readonly skipped: Readonly<Record<string, string>>;
  readonly unfinished: readonly {
    readonly id: string;
    readonly since: string;
    readonly stage: string;
  }[];
  /** The last transactions, newest first. */
  readonly transactions: readonly HistoryEntry[];
};

/** Where everything stands, for people: one line for each thing, and the last transactions. */
export function statusText(status: Status, look: Look): string {
  const { transactions, applied } = status;
  const facts: readonly (readonly [string, string])[] = [
    ["applied", appliedLine(status)],
    ["branch", branchLine(status)],
    ["home", homeLine(status)],
    ["waiting", waitingLine(status)],
    ["lock", lockText(status.lock)],
    ...unfinishedLines(status),
  ];
  const lines = facts.map(([name, text]) => `${look.paint("strong", name.padEnd(12))}${text}\n`);
  const shown = historyText(transactions, { ...look, ...(applied && { applied }) });
  return `${lines.join("")}\n${shown}`;
}

/** One line about who holds the lock. */
export function lockText(lock: ShownLock | undefined): string {
  if (lock === undefined) return "free";
  const { id, owner, host, since, until, command, transaction } = lock;
  const what = transaction === null ? command : `${command}, transaction ${transaction}`;
  return printable(`${id}: ${owner} on ${host} since ${since}, until ${until} (${what})`);
}

function appliedLine({ applied, head }: Status): string {
  if (applied === undefined) return "nothing yet";
  const short = applied.slice(0, 10);
  return applied === head ? `${short}, which is HEAD` : `${short}, and HEAD is another commit`;
}

function branchLine({ branch, head, edits, findings }: Status): string {
  const place = head === undefined ? "without commits" : `at ${head.slice(0, 10)}`;
  const edited = edits.length === 0 ? "no edits" : `${counted(edits.length, "file")} edited`;
  const wrong = findings === 0 ? "" : `, ${counted(findings, "finding")}: netctl validate`;
  return `${printable(branch ?? "detached HEAD")} ${place}, ${edited}${wrong}`;
}

function homeLine({ home }: Status): string {
  if (home === null) return "could not be asked";
  if (home.remote === null) return "this clone alone";
  const { remote, ahead, behind } = home;
  const pull = behind > 0 ? ": git pull" : "";
  return `${printable(remote)}, ${counted(ahead, "commit")} ahead, ${counted(behind, "commit")} behind${pull}`;
}

function waitingLine({ waiting, skipped }: Status): string {
  if (waiting.length === 0) return "no device: all were given what is declared";
  const named = waiting.map((device) => {
    const transaction = skipped[device];
    return transaction === undefined ? device : `${device} (skipped by ${transaction})`;
  });
  return printable(`${named.join(", ")}: netctl plan`);
}

function unfinishedLines({ unfinished }: Status): readonly (readonly [string, string])[] {
  return unfinished.map(({ id, since, stage }) => [
    "unfinished",
    `transaction ${id} of ${since}, in ${stage}: netctl recover`,
  ]);
}
