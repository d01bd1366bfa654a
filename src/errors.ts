// The three manners of being wrong: the author's input is a list of findings, a refusing world is one
// NetctlError with a kind, and netctl's own mistakes are assertions.

/** Where something stands in a file of the workspace. Line and column count from 1; `path` is relative to the root. */
export type Place = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** How many columns are meant; 1 where absent. */
  readonly length?: number;
};

/** One thing wrong in the author's files. `code` is stable ("NC1003"); `source` is the text of the line at `place`. */
export type Finding = {
  readonly code: string;
  readonly message: string;
  readonly place: Place;
  readonly source?: string;
  readonly hint?: string;
  /** Other places that take part, each with the words that say how ("also set here"). */
  readonly related?: readonly { readonly label: string; readonly place: Place }[];
};

/** Findings in the order of reading: by path, line, column, then code. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      compare(a.place.path, b.place.path) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compare(a.code, b.code),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * What the world refused.
 * `usage` wrong call, or a question nobody is there to answer · `invalid` the intent has findings ·
 * `authentication`, `host-key` the device or we did not trust the other · `refused` stale plan, drift,
 * lock, unfinished transaction, moved branch, missing prerequisite · `unreachable` no conversation came about ·
 * `rejected` the device said no to a line · `timeout` a wait reached its limit · `lost` the conversation
 * broke off: what the device did is unknown · `git` git said no.
 */
export type ErrorKind =
  | "usage"
  | "invalid"
  | "authentication"
  | "host-key"
  | "refused"
  | "unreachable"
  | "rejected"
  | "timeout"
  | "lost"
  | "git";

export type ErrorFacts = {
  readonly hint?: string;
  readonly device?: string;
  /** Where the line that was refused comes from: template and service. */
  readonly places?: readonly Place[];
  /** The device's own words, cleaned of terminal noise. */
  readonly words?: string;
  readonly findings?: readonly Finding[];
  readonly cause?: unknown;
};

/** The one error for a refusing world. `message` is one sentence without the device's name. */
export class NetctlError extends Error {
  readonly kind: ErrorKind;
  readonly hint: string | undefined;
  readonly device: string | undefined;
  readonly places: readonly Place[];
  readonly words: string | undefined;
  readonly findings: readonly Finding[];

  constructor(kind: ErrorKind, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "NetctlError";
    this.kind = kind;
    this.hint = facts.hint;
    this.device = facts.device;
    this.places = facts.places ?? [];
    this.words = facts.words;
    this.findings = facts.findings ?? [];
  }
}
