import type { ErrorKind } from "../errors.ts";
import type { Outcome } from "../report/outcome.ts";

/** Exit codes, and what each says of the network. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  differences: 2,
  invalid: 3,
  distrusted: 4,
  restored: 5,
  inDoubt: 6,
  refused: 7,
  unreachable: 8,
  usage: 64,
} as const;

const byKind: Readonly<Record<ErrorKind, number>> = {
  usage: exitCodes.usage,
  invalid: exitCodes.invalid,
  authentication: exitCodes.distrusted,
  "host-key": exitCodes.distrusted,
  refused: exitCodes.refused,
  rejected: exitCodes.refused,
  unreachable: exitCodes.unreachable,
  timeout: exitCodes.unreachable,
  lost: exitCodes.unreachable,
  git: exitCodes.unexpected,
};

/** For an error before anything was sent. */
export function exitCodeOf(kind: string): number {
  return byKind[kind as ErrorKind] ?? exitCodes.unexpected;
}

/** For a transaction that ran. */
export function exitCodeOfOutcome({ end, reason }: Outcome): number {
  if (end === "new" || end === "nothing") return exitCodes.done;
  if (end === "in-doubt") return exitCodes.inDoubt;
  if (reason?.kind === "interrupted") return interruptedCode(reason.message);
  return end === "old" ? exitCodes.restored : exitCodeOf(reason?.kind ?? "refused");
}

const signals: Readonly<Record<string, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** What a shell expects of a program that a signal ended. */
export function interruptedCode(signal: string): number {
  return signals[signal] ?? exitCodes.unexpected;
}
