import type { Surroundings } from "../device.ts";
import { copy, type Line } from "../lines/line-tree.ts";
import { eosFactory } from "./eos-factory.ts";
import { eosLoad, eosText } from "./eos-manners.ts";

/** A configuration session: a copy of running at its creation, until it is committed or aborted (devices.md 5.4). */
export type ConfigSession = {
  readonly name: string;
  lines: Line[];
  state: "pending" | "pendingCommitTimer" | "completed" | "aborted";
  user: string;
  /** The terminal that edits it now. */
  line: number | undefined;
  endedMs: number | undefined;
};

/** The one commit timer of a device: restores `checkpoint` unless confirmed (devices.md 5.5). */
type CommitTimer = {
  readonly session: string;
  readonly checkpoint: readonly Line[];
  readonly deadlineMs: number;
  readonly disarm: () => void;
};

/** What a vEOS has besides its terminals. */
export type EosState = {
  readonly surroundings: Surroundings;
  running: Line[];
  startup: string;
  sessions: ConfigSession[];
  timer: CommitTimer | undefined;
  checkpoints: { name: string; ms: number; user: string; lines: readonly Line[] }[];
  lockedBy: string | undefined;
};

/** A device that boots: from what it kept, or from the factory. */
export function eosState(surroundings: Surroundings, kept: string | undefined): EosState {
  const running = eosLoad(kept ?? eosFactory(surroundings.user));
  return {
    ...{ surroundings, running, startup: eosText(running) },
    ...{ sessions: [], timer: undefined, checkpoints: [], lockedBy: undefined },
  };
}

/** Power off and on: unsaved changes, sessions and the timer are gone (the timer: unconfirmed, devices.md 6.3). */
export function reboot(state: EosState, text: string): void {
  state.timer?.disarm();
  state.running = eosLoad(text);
  state.startup = eosText(state.running);
  state.sessions = [];
  state.timer = undefined;
  state.lockedBy = undefined;
}

/** Running becomes startup. */
export function save(state: EosState): void {
  state.startup = eosText(state.running);
  state.surroundings.keep(state.startup);
  state.surroundings.saved();
}

/** The host name; `localhost` where none is configured (devices.md section 1). */
export function hostname(state: EosState): string {
  return state.running.find((line) => line.key === "hostname")?.arguments[0] ?? "localhost";
}

/** The session of this name that can be edited or confirmed. */
export function openSession(state: EosState, name: string): ConfigSession | undefined {
  return state.sessions.find(
    (session) => session.name === name && session.state.startsWith("pending"),
  );
}

/** Makes a session from running; undefined where the limit of pending ones is reached. */
export function newSession(state: EosState, name: string, user: string): ConfigSession | undefined {
  const limit = Number(
    state.running.find((line) => line.key === "service configuration session max pending")
      ?.arguments[0] ?? 5,
  );
  const pending = state.sessions.filter((session) => session.state === "pending");
  if (pending.length >= limit) return undefined;
  state.sessions = state.sessions.filter((session) => session.name !== name);
  const made: ConfigSession = {
    ...{ name, lines: copy(state.running), state: "pending", user },
    ...{ line: undefined, endedMs: undefined },
  };
  state.sessions.push(made);
  return made;
}

/** The session's configuration becomes the running one, whatever others changed since (devices.md 5.4). */
export function commitSession(
  state: EosState,
  session: ConfigSession,
  user: string,
  seconds: number | undefined,
): void {
  const checkpoint = copy(state.running);
  state.running = copy(session.lines);
  session.line = undefined;
  session.user = user;
  session.endedMs = state.surroundings.clock.now();
  if (seconds === undefined) {
    finish(state, session, user);
    return;
  }
  session.state = "pendingCommitTimer";
  arm(state, session.name, checkpoint, seconds);
}

/** Starts the timer, or starts it anew for the session that has it. */
export function arm(
  state: EosState,
  name: string,
  checkpoint: readonly Line[],
  seconds: number,
): void {
  const { clock, faults } = state.surroundings;
  const kept = state.timer?.session === name ? state.timer.checkpoint : checkpoint;
  state.timer?.disarm();
  const waitMs = (seconds + faults.number("timer-late")) * 1000;
  const disarm = clock.after(waitMs, () => goBack(state));
  state.timer = { session: name, checkpoint: kept, deadlineMs: clock.now() + waitMs, disarm };
}

/** The timer is over or the session aborted: running is the checkpoint again. */
export function goBack(state: EosState): void {
  const { timer } = state;
  if (timer === undefined) return;
  timer.disarm();
  state.timer = undefined;
  state.running = copy(timer.checkpoint);
  const session = openSession(state, timer.session);
  if (session !== undefined) session.state = "aborted";
}

/** The timer is cancelled: what runs stays, and a checkpoint is written. */
export function confirm(state: EosState, session: ConfigSession, user: string): void {
  state.timer?.disarm();
  state.timer = undefined;
  finish(state, session, user);
}

function finish(state: EosState, session: ConfigSession, user: string): void {
  const ms = state.surroundings.clock.now();
  session.state = "completed";
  session.endedMs = ms;
  const day = new Date(ms).toISOString().slice(0, 10).replaceAll("-", "");
  const name = `ckp-${day}-${state.checkpoints.length}`;
  state.checkpoints.push({ name, ms, user, lines: copy(state.running) });
  // One completed session stays in the list (devices.md 5.5).
  const completed = state.sessions.filter((other) => other.state === "completed");
  const old = completed.filter((other) => other !== session);
  state.sessions = state.sessions.filter((other) => !old.includes(other));
}
