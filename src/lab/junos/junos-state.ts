import type { Login, Surroundings } from "../device.ts";
import { junosFactory } from "./junos-factory.ts";
import { loadBraces } from "./junos-load.ts";
import { printTree } from "./junos-print.ts";
import { JUNOS_STATEMENTS } from "./junos-statements.ts";
import { copyTree, emptyTree, type Node } from "./junos-tree.ts";

/** One commit: entry 0 of the list is what runs (devices.md 4.5). */
export type Commit = {
  readonly tree: Node;
  readonly ms: number;
  readonly user: string;
  readonly via: "cli" | "other";
  readonly comment: string | undefined;
  readonly confirmMinutes: number | undefined;
};

/** A `commit confirmed` that waits: what it goes back to, and when. */
type Unconfirmed = {
  readonly minutes: number;
  readonly deadlineMs: number;
  readonly target: Node;
  readonly disarm: () => void;
};

/** Who edits: the shared candidate, the same under a lock, or a copy of their own. */
export type Editor = {
  readonly login: Login | undefined;
  readonly kind: "shared" | "exclusive" | "private";
  readonly sinceMs: number;
  readonly pid: number;
};

/** What a vSRX has besides its sessions. */
export type JunosState = {
  readonly surroundings: Surroundings;
  /** The shared candidate; it outlives every session (devices.md 4.4). */
  candidate: Node;
  commits: Commit[];
  unconfirmed: Unconfirmed | undefined;
  editors: Editor[];
  changedMs: number;
};

/** A device that boots: from what it committed last, or from the factory. */
export function junosState(surroundings: Surroundings, kept: string | undefined): JunosState {
  const state: JunosState = {
    surroundings,
    candidate: emptyTree(JUNOS_STATEMENTS),
    commits: [],
    unconfirmed: undefined,
    editors: [],
    changedMs: 0,
  };
  boot(state, kept ?? junosFactory(surroundings.user));
  return state;
}

/** Starts from a text with one commit in the list. */
export function boot(state: JunosState, text: string): void {
  state.unconfirmed?.disarm();
  const tree = emptyTree(JUNOS_STATEMENTS);
  loadBraces(tree, text.split("\n"), "merge");
  const { clock, user } = state.surroundings;
  const first: Commit = {
    ...{ tree, ms: clock.now(), user, via: "cli" },
    ...{ comment: undefined, confirmMinutes: undefined },
  };
  state.commits = [first];
  state.candidate = copyTree(tree);
  state.unconfirmed = undefined;
  state.editors = [];
}

/** The configuration that runs. */
export function running(state: JunosState): Node {
  const tree = state.commits[0]?.tree;
  if (tree === undefined) throw new Error("a vSRX always has a commit");
  return tree;
}

/** A hierarchy as text. */
export function treeText(tree: Node): string {
  return `${printTree(tree).join("\n")}\n`;
}

/** Whether the shared candidate differs from what runs. */
export function isDirty(state: JunosState): boolean {
  return treeText(state.candidate) !== treeText(running(state));
}

/** Makes a hierarchy the running one; 50 commits are kept. */
export function activate(state: JunosState, commit: Omit<Commit, "ms">): void {
  const { clock, keep } = state.surroundings;
  const tree = copyTree(commit.tree);
  state.commits = [{ ...commit, tree, ms: clock.now() }, ...state.commits].slice(0, 50);
  keep(treeText(tree));
}

/** Starts or extends the timer that goes back to the last confirmed configuration (devices.md 4.5). */
export function arm(state: JunosState, minutes: number, target: Node): void {
  const { clock, faults } = state.surroundings;
  const first = state.unconfirmed?.target ?? target;
  state.unconfirmed?.disarm();
  const waitMs = minutes * 60_000 + faults.number("timer-late") * 1000;
  const disarm = clock.after(waitMs, () => goBack(state));
  state.unconfirmed = { minutes, deadlineMs: clock.now() + waitMs, target: first, disarm };
}

/** The timer is over: an automatic commit of the old configuration, told to everybody. */
function goBack(state: JunosState): void {
  const { unconfirmed, surroundings } = state;
  if (unconfirmed === undefined) return;
  const wasDirty = isDirty(state);
  state.unconfirmed = undefined;
  activate(state, {
    ...{ tree: unconfirmed.target, user: "root", via: "other" },
    ...{ comment: undefined, confirmMinutes: undefined },
  });
  if (!wasDirty) state.candidate = copyTree(unconfirmed.target);
  const time = new Date(surroundings.clock.now()).toISOString().slice(11, 16);
  const host = hostName(state);
  const blank = " ".repeat(76);
  surroundings.broadcast(
    `\n${`Broadcast Message from root${host === "" ? "" : `@${host}`}`.padEnd(77)}\n${`        (no tty) at ${time} UTC...`.padEnd(76)}\n${blank}\nCommit was not confirmed; automatic rollback complete.\n\n`,
  );
}

/** The timer is cancelled: what runs stays. */
export function confirm(state: JunosState): void {
  state.unconfirmed?.disarm();
  state.unconfirmed = undefined;
}

/** The configured host name, or nothing: a vSRX has none from the factory (devices.md 4.1). */
export function hostName(state: JunosState): string {
  const system = running(state).children.find((child) => child.label[0] === "system");
  return system?.children.find((child) => child.label[0] === "host-name")?.values[0] ?? "";
}

/** A time as Junos prints it. */
export function junosDate(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
