import type { Answer } from "../device.ts";
import { enter, type Path } from "../lines/engine.ts";
import { EOS_MANNERS, eosLoad } from "./eos-manners.ts";
import {
  arm,
  type ConfigSession,
  commitSession,
  confirm,
  goBack,
  newSession,
  openSession,
} from "./eos-state.ts";
import { type EosTerminal, edited, leave } from "./eos-terminal.ts";

const say = (text: string): Answer => ({ text });

/** A command that only makes sense inside a session; undefined where the line is none (devices.md 5.4). */
export async function sessionCommand(
  terminal: EosTerminal,
  line: string,
): Promise<Answer | undefined> {
  const { session, state } = terminal;
  if (session === undefined) return undefined;
  if (line === "abort") {
    session.state = "aborted";
    state.sessions = state.sessions.filter((other) => other !== session);
    leave(terminal);
    return say("");
  }
  if (line === "rollback clean-config") {
    session.lines = eosLoad("");
    terminal.path = [];
    return say("");
  }
  if (line === "copy terminal: session-config") return say(await copyTerminal(terminal));
  const [, time] = /^commit(?:\s+timer\s+(\S+))?$/.exec(line) ?? [];
  if (/^commit(?:\s|$)/.test(line)) {
    if (line !== "commit" && time === undefined) return say("% Incomplete command\n");
    const refused = commit(terminal, session, time);
    if (refused !== "") return say(refused);
    leave(terminal);
    return say("");
  }
  return undefined;
}

/** Commits a session, with a timer where a time is given; answers the refusal or nothing. */
function commit(terminal: EosTerminal, session: ConfigSession, time?: string): string {
  const { state, login } = terminal;
  const { faults } = state.surroundings;
  // The texts of a failed commit are unconfirmed (devices.md 5.4).
  if (faults.has("commit-fails")) return "% Cannot commit session: the device refused\n";
  const seconds = time === undefined ? undefined : readTime(time);
  if (time !== undefined && seconds === undefined) return "% Invalid input\n";
  const isOwnTimer = state.timer?.session === session.name;
  if (isOwnTimer && session.state === "pendingCommitTimer") {
    if (seconds !== undefined) arm(state, session.name, [], seconds);
    else if (faults.has("confirm-fails")) return "% Cannot commit session: the device refused\n";
    else confirm(state, session, login.user);
    return "";
  }
  // What a second timer is told is unconfirmed (devices.md 5.5).
  if (seconds !== undefined && state.timer !== undefined)
    return `% Cannot commit session: commit timer is pending for session ${state.timer.session}\n`;
  commitSession(state, session, login.user, seconds);
  return "";
}

/** `HH:MM:SS` or `H:M:S` in seconds; the range is unconfirmed (devices.md 5.5). */
function readTime(time: string): number | undefined {
  const found = /^(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(time);
  if (found === null) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map(Number);
  const all = hours * 3600 + minutes * 60 + seconds;
  return all > 0 && minutes < 60 && seconds < 60 ? all : undefined;
}

let unnamed = 0;

/** `configure session [NAME]`: enters, and makes it where there is none (devices.md 5.4). */
export function enterSession(terminal: EosTerminal, name?: string): Answer {
  const { state, login } = terminal;
  const wanted = name ?? `sess-${1600 + login.line}-${state.surroundings.clock.now()}-${unnamed++}`;
  const session = openSession(state, wanted) ?? newSession(state, wanted, login.user);
  // Only the middle of the sentence is known (devices.md 5.3).
  if (session === undefined)
    return say(
      "% Maximum number of pending sessions has been reached. Please commit or abort previous sessions before creating a new one.\n",
    );
  session.line = login.line;
  terminal.session = session;
  terminal.path = [];
  return say("");
}

/** `configure session NAME commit [timer T] | abort` from exec. */
export function sessionFromExec(
  terminal: EosTerminal,
  name: string,
  verb: "commit" | "abort",
  time?: string,
): Answer {
  const { state } = terminal;
  const session = openSession(state, name);
  // Unconfirmed (devices.md 5.3).
  if (session === undefined) return say(`% Session ${name} does not exist\n`);
  if (verb === "commit") return say(commit(terminal, session, time));
  if (state.timer?.session === name) goBack(state);
  session.state = "aborted";
  state.sessions = state.sessions.filter((other) => other !== session);
  return say("");
}

/** The pasted text takes the place of the candidate; wrong lines are named, the copy succeeds all the same (5.4). */
async function copyTerminal(terminal: EosTerminal): Promise<string> {
  const lines: string[] = [];
  for (;;) {
    const typed = await terminal.login.terminal.ask("");
    if (typed.kind === "eof" || typed.kind === "interrupt") break;
    lines.push(typed.text);
  }
  const { session, state } = terminal;
  if (session === undefined) return "";
  const says: string[] = [];
  session.lines = eosLoad("");
  let path: Path = [];
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("!") || line === "end") continue;
    if (/^\S/.test(raw)) path = [];
    const isRefused = state.surroundings.faults.refuses(line);
    const outcome = isRefused ? undefined : enter(edited(terminal), path, line, EOS_MANNERS);
    if (outcome?.kind === "done") path = outcome.path;
    else says.push(`% Invalid input at line ${index + 1}`);
  }
  terminal.path = [];
  return `${[...says, "Copy completed successfully."].join("\n")}\n`;
}
