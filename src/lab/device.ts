import type { Clock } from "./clock.ts";
import type { FaultSet } from "./faults.ts";
import type { Terminal, TerminalStyle } from "./terminal/terminal.ts";

/** What a device is given by the box it stands in. */
export type Surroundings = {
  readonly name: string;
  readonly user: string;
  readonly password: string;
  readonly clock: Clock;
  readonly faults: FaultSet;
  /** What a device keeps over a power cycle has changed. */
  readonly keep: (state: string) => void;
  /** Counts a `write memory` that succeeded. */
  readonly saved: () => void;
  /** Text that appears unasked, on every terminal or on those that are meant. */
  readonly broadcast: (text: string, isMeant?: (login: Login) => boolean) => void;
  /** Cuts every connection: the device restarts. */
  readonly cutAll: () => void;
};

/** Who is logged in: `line` is the terminal line's number, unique while the session lives. */
export type Login = {
  readonly user: string;
  readonly line: number;
  readonly from: string;
  readonly terminal: Terminal;
};

/** What a device says to a line: text whose lines end in `\n`, and whether the session is over. */
export type Answer = {
  readonly text: string;
  readonly isOver?: boolean;
  /** Shown behind the next prompt as if it were typed again, to be mended. */
  readonly again?: string;
};

/** One command-line session on a device. The prompt may hold several lines. */
export type Cli = {
  readonly greeting: () => string;
  readonly prompt: () => string;
  /** The mode in one word for the transcript: `exec`, `config`, `config-if`. */
  readonly mode: () => string;
  readonly isConfiguring: () => boolean;
  readonly type: (line: string) => Promise<Answer>;
  /** Ctrl-Z: leaves the configuration with what was typed. */
  readonly end: () => Answer;
  /** The keywords with which a line may go on, for `?` and TAB; without it both keys are text. */
  readonly following?: (text: string) => readonly string[];
  /** The connection is gone, orderly or not. */
  readonly gone: () => void;
};

/** A simulated device: state lives here, not in connections. */
export type Device = {
  readonly ident: string;
  readonly style: TerminalStyle;
  /** Who may log in, all with the lab's one password. */
  readonly users: readonly string[];
  /** Shown before authentication; empty for none. */
  readonly banner: () => string;
  readonly maxSessions: number;
  readonly channelsPerConnection: number;
  readonly open: (login: Login) => Cli;
  readonly running: () => string;
  readonly startup: () => string;
  /** Device-clock milliseconds at which the pending timer fires, or null. */
  readonly deadlineMs: () => number | null;
  /** Types lines as somebody else, straight into what runs; throws nothing, answers the refusals. */
  readonly edit: (lines: readonly string[]) => readonly string[];
  /** Power off and on again. */
  readonly reload: () => void;
  readonly reset: () => void;
  /** A log line in the platform's form, for noise. */
  readonly logLine: (nowMs: number) => string;
  /** A fault was switched: foreign locks and timers come and go. */
  readonly faulted: () => void;
};

/** Makes a device; `kept` is what an earlier one handed to `keep`. */
export type DeviceMaker = (surroundings: Surroundings, kept: string | undefined) => Device;
