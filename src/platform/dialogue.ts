// The words of one platform's command line, as data: prompts, refusals, and the life of a change.
// All patterns are sources of JavaScript regular expressions with the flags "mu"; `{id}`, `{user}`, `{minutes}`,
// `{hms}` and `{digest}` are filled in before use (escaped where the text is a pattern).

/** Where a session stands. `shell` is a Unix shell below the CLI, `exec` an unprivileged CLI. */
export type Mode = "shell" | "exec" | "privileged" | "config";

/**
 * Who takes a change back that nobody confirms. `box`: a timer on the box, whatever becomes of netctl. `controller`:
 * netctl itself, by typing the commands back; a netctl that dies in the middle leaves the change until it is recovered.
 */
export type Timer = "box" | "controller";

/** What an answer may mean that stops the story, and what the person reading it should do. */
export type Refusal = {
  readonly when: string;
  readonly message: string;
  readonly hint?: string;
};

/** A question that may come instead of a prompt, and the reply typed (without its Return). */
export type Question = { readonly when: string; readonly reply: string };

/** One command and what must come back. */
export type Say = {
  readonly say: string;
  /** Mode the next prompt must show; the mode is expected to stay where absent. */
  readonly into?: Mode | undefined;
  /** The answer must match this. */
  readonly expect?: string | undefined;
  /** Checked before `expect`: the first that matches is the reason given. */
  readonly refuse?: readonly Refusal[] | undefined;
  /**
   * The answer is about the lines of the change, and judged as theirs: what neither `harmless` nor `expect` knows is a
   * refusal, of the line whose number (from 1) is group 1 of the first of these patterns that matches.
   */
  readonly rejects?: readonly string[] | undefined;
  readonly questions?: readonly Question[] | undefined;
  /** Which of the dialogue's limits bounds the wait; `command` where absent. */
  readonly limit?: LimitName | undefined;
};

/** Which lines of a change: those that make it, where absent, or those that take it back. */
export type Direction = "forth" | "back";

/** A step of a verb: a command, or lines in one of two manners. */
export type Step = Say | Lines | Paste;

/** Each line typed in configuration mode; any answer that `harmless` does not know is a refusal. */
export type Lines = { readonly type: "lines"; readonly way?: Direction };

/**
 * All lines pasted after `open`, ended by `close`; `rejects` finds refusals and (group 1) the number of the line.
 * With `text` it is that text, of the platform's own, instead of lines of the change: a script that is to run on the
 * box. The answer must match `expect`, in which `{digest}` is the SHA-256 of what was pasted, in hexadecimal.
 */
export type Paste = {
  readonly type: "paste";
  readonly open: string;
  readonly close: string;
  readonly expect?: string;
  readonly rejects: readonly string[];
  readonly way?: Direction;
  readonly text?: string;
};

export type LimitName = "command" | "line" | "read" | "commit";

/**
 * One verb of the life of a change, from the mode it starts in; `enter` leads into configuration mode where the
 * dialogue's own `enter` would not do.
 */
export type Verb = {
  readonly in: Mode;
  readonly enter?: Say | undefined;
  readonly steps: readonly Step[];
};

/** The question whether a commit timer runs on the device, and how to read the answer. */
export type Pending = {
  readonly ask: string;
  /** A timer runs, anybody's. Looked at first. */
  readonly running: string;
  /** The timer is this transaction's. */
  readonly ours: string;
  /** No timer runs. An answer that matches neither is not understood, which is an error. */
  readonly idle: string;
};

/**
 * Candidates that stay on a device when a connection breaks. `each` finds one in the answer to `ask`; its group 1 is
 * the transaction, which `drop` is told as `{id}`. Only those of our own transactions are dropped.
 */
export type Orphans = { readonly ask: string; readonly each: string; readonly drop: Say };

/**
 * How many lines may be on their way without an answer: `config` for lines of a change (1 is lock-step), `show` for
 * commands that change nothing; `bytes` bounds both, for a device's input buffer loses what does not fit. Every
 * answer is still matched to its line, and after a refusal nothing more is typed. Where lines are live at once, up
 * to `config` - 1 lines behind a refused one are typed all the same: they go back with the timer's restore. What a
 * section holds is never typed before its opening line was accepted, or it would land in another section.
 */
export type Window = { readonly config: number; readonly show: number; readonly bytes: number };

/** Everything a session must know of a platform. */
export type Dialogue = {
  /** One pattern a mode, matched against the whole last line; tried in the order shell, config, privileged, exec. */
  readonly prompts: Readonly<Partial<Record<Mode, string>>>;
  /** Whole lines that a prompt may bring along above itself, to be taken off the end of an answer (`[edit]`). */
  readonly decorations: readonly string[];
  /** Text of a pager that waits for a key, matched at the end of what came in. */
  readonly pager: string;
  /** Where a session stands between the verbs, and where it reads: `privileged`, or `shell` on a box worked from there. */
  readonly home: "privileged" | "shell";
  /** How to climb from one mode to the next, until `home` is reached. */
  readonly climb: readonly { readonly from: Mode; readonly step: Say }[];
  /**
   * Ways between `home` and `config` outside the verbs: recovery enters without taking a lock. Absent where nothing is
   * ever typed in configuration mode.
   */
  readonly enter?: Say;
  readonly leave?: Say;
  /** How a command of privileged mode is said in configuration mode: `do {command}`. */
  readonly fromConfig: string;
  /** How it is said in a Unix shell, where that is home: `vtysh -c {command}`; the command comes as one quoted word. */
  readonly fromShell: string;
  /** Commands that are the shell's own, each a pattern of the whole: they are said there as they stand, unquoted. */
  readonly ofShell: readonly string[];
  readonly setup: readonly Say[];
  /** Prints the whole running configuration. */
  readonly read: Say;
  /** Whole answers (line by line) to a configuration line that mean nothing bad. */
  readonly harmless: readonly string[];
  /** What an answer that is a refusal looks like outside configuration lines, for every command. */
  readonly refusals: readonly string[];
  /**
   * Unsolicited text that may break in anywhere, matched in a line and cut off from there to the line's end; what
   * stood before it on the line goes on below it.
   */
  readonly noise: readonly string[];
  readonly window: Window;
  readonly limits: Readonly<Record<LimitName, number>>;
  /** True where a typed line is live at once: such devices arm last, for they cannot check beforehand. */
  readonly live: boolean;
  readonly timer: Timer;
  /**
   * Typed before a character that the terminal takes for a key (`?` for help, tab for completion), so that it is taken
   * as text; empty where nothing does that: such lines are refused.
   */
  readonly literal: string;
  /** Absent where the timer is the controller's. */
  readonly pending?: Pending;
  /** How to find and take away what earlier transactions left behind; absent where nothing can be left. */
  readonly orphans?: Orphans;
  /** Prerequisites, asked before anything is sent. */
  readonly ready: Verb;
  readonly prepare: Verb;
  readonly trial: Verb;
  readonly discard: Verb;
  readonly confirm: Verb;
  readonly restore: Verb;
  readonly save: Verb;
};
