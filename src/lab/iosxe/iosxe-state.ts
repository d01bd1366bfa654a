import type { Surroundings } from "../device.ts";
import type { Line } from "../lines/line-tree.ts";
import { copy } from "../lines/line-tree.ts";
import { iosxeFactory } from "./iosxe-factory.ts";
import { iosxeLoad, iosxeText } from "./iosxe-manners.ts";

/** A rollback timer under way: it restores `snapshot`, whoever is connected then (devices.md 3.5). */
export type Rollback = {
  readonly user: string;
  readonly minutes: number;
  readonly file: string;
  readonly snapshot: readonly Line[];
  readonly setMs: number;
  readonly deadlineMs: number;
  readonly disarm: () => void;
};

/** What a CSR1000V has besides its sessions. `startup` is text; header notes are those of devices.md 3.12. */
export type IosxeState = {
  readonly surroundings: Surroundings;
  running: Line[];
  startup: string;
  lastChange: { ms: number; user: string } | undefined;
  lastSave: { ms: number; user: string } | undefined;
  rollback: Rollback | undefined;
  /** Copies in the archive, oldest first. */
  archives: { readonly file: string; readonly lines: readonly Line[] }[];
  /** Texts on flash by their bare names. */
  readonly files: Map<string, string>;
  lockedBy: string | undefined;
  /** Terminal lines that asked for log messages (`terminal monitor`). */
  readonly monitors: Set<number>;
};

/** A device that boots: from what it kept, or from the factory. */
export function iosxeState(surroundings: Surroundings, kept: string | undefined): IosxeState {
  const { user, password } = surroundings;
  const running = iosxeLoad(kept ?? iosxeFactory(user, password));
  return {
    surroundings,
    running,
    startup: iosxeText(running),
    lastChange: undefined,
    lastSave: undefined,
    rollback: undefined,
    archives: [],
    files: new Map(),
    lockedBy: undefined,
    monitors: new Set(),
  };
}

/** Power off and on: what was not saved is gone, the timer too (unconfirmed, devices.md 6.3). */
export function reboot(state: IosxeState, text: string): void {
  state.rollback?.disarm();
  state.running = iosxeLoad(text);
  state.startup = iosxeText(state.running);
  state.rollback = undefined;
  state.lastChange = undefined;
  state.lockedBy = undefined;
}

/** Running becomes startup. */
export function save(state: IosxeState, user: string): void {
  state.startup = iosxeText(state.running);
  state.lastSave = { ms: state.surroundings.clock.now(), user };
  state.surroundings.keep(state.startup);
  state.surroundings.saved();
}

/** The host name as the prompt shows it. */
export function hostname(state: IosxeState): string {
  return state.running.find((line) => line.key === "hostname")?.arguments[0] ?? "Router";
}

/** The archive's path, or undefined where no archive is configured (devices.md 3.4). */
export function archivePath(state: IosxeState): string | undefined {
  if (state.surroundings.faults.has("archive-missing")) return undefined;
  const archive = state.running.find((line) => line.key === "archive");
  return archive?.children.find((line) => line.key === "path")?.arguments[0];
}

/** Copies the running configuration to the archive and answers the file's name (devices.md 3.4). */
export function archive(state: IosxeState, path: string): string {
  const stamp = iosDate(state.surroundings.clock.now(), "archive");
  const file = `${path}-${stamp}-${state.archives.length}`;
  state.archives.push({ file, lines: copy(state.running) });
  return file;
}

/** Starts, or starts anew, the timer that takes the running configuration back. */
export function arm(state: IosxeState, user: string, minutes: number, file: string): Rollback {
  const { clock, faults } = state.surroundings;
  const snapshot = state.rollback?.snapshot ?? copy(state.running);
  state.rollback?.disarm();
  const waitMs = minutes * 60_000 + faults.number("timer-late") * 1000;
  const warn = clock.after(Math.max(0, waitMs - 60_000), () => warnOfRollback(state));
  const fire = clock.after(waitMs, () => rollBack(state));
  const setMs = clock.now();
  const disarm = (): void => {
    warn();
    fire();
  };
  const deadlineMs = setMs + waitMs;
  state.rollback = { user, minutes, file, snapshot, setMs, deadlineMs, disarm };
  return state.rollback;
}

/** A log message for the terminals that asked for them. */
export function syslog(state: IosxeState, text: string): void {
  const { surroundings, monitors } = state;
  const line = `${iosDate(surroundings.clock.now(), "log")}: ${text}\n`;
  surroundings.broadcast(line, (login) => monitors.has(login.line));
}

/** What the timer says by itself; whether it reaches every vty is unconfirmed (devices.md 3.5). */
function announce({ surroundings }: IosxeState, text: string): void {
  if (!surroundings.faults.has("quiet-timer")) surroundings.broadcast(text);
}

function warnOfRollback(state: IosxeState): void {
  syslog(
    state,
    `%ARCHIVE_DIFF-5-ROLLBK_CNFMD_CHG_WARNING_ABSTIMER: System will rollback to config ${state.rollback?.file} in one minute. Enter "configure confirm" if you wish to keep what you've configured`,
  );
  announce(
    state,
    `Rollback Confirmed Change: Rollback will begin in one minute.\nEnter "configure confirm" if you wish to keep what you've configured\n`,
  );
}

/** Takes the running configuration back to the snapshot; startup stays. Says so on every terminal. */
export function rollBack(state: IosxeState): string {
  const { rollback } = state;
  if (rollback === undefined) return "";
  rollback.disarm();
  const commands = rollbackCommands(state.running, rollback.snapshot, []);
  state.running = copy(rollback.snapshot);
  state.rollback = undefined;
  syslog(
    state,
    `%ARCHIVE_DIFF-5-ROLLBK_CNFMD_CHG_ROLLBACK_START: Start rolling to: ${rollback.file}`,
  );
  const list = ["!Pass 1", "!List of Rollback Commands:", ...commands, "end"].join("\n");
  const text = `Rollback Confirmed Change: rolling to:${rollback.file}\n\n${list}\n\nTotal number of passes: 1\nRollback Done\n\n`;
  announce(state, text);
  return text;
}

/** What a rollback types: the parent is repeated before every line (devices.md 3.5). */
export function rollbackCommands(
  from: readonly Line[],
  to: readonly Line[],
  parents: readonly string[],
): string[] {
  const out: string[] = [];
  for (const line of from) {
    const same = to.find((other) => other.text === line.text);
    if (same === undefined)
      out.push(...parents, line.isNegated ? line.text.slice(3) : `no ${line.text}`);
    else out.push(...rollbackCommands(line.children, same.children, [...parents, line.text]));
  }
  for (const line of to)
    if (!from.some((other) => other.text === line.text)) out.push(...parents, line.text);
  return out;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** A time as IOS writes it: in a header, in the name of an archive, or before a log line. */
export function iosDate(ms: number, form: "header" | "archive" | "log"): string {
  const date = new Date(ms);
  const month = MONTHS[date.getUTCMonth()] ?? "";
  const day = date.getUTCDate();
  const time = date.toISOString().slice(11, 19);
  const fraction = date.toISOString().slice(19, 23);
  // A one-digit day is padded with a blank, which becomes `-` in a file name (devices.md 3.4).
  if (form === "archive")
    return `${month}-${String(day).padStart(2, "-")}-${time.replaceAll(":", "-")}${fraction}`;
  if (form === "log") return `*${month} ${String(day).padStart(2)} ${time}${fraction}`;
  return `${time} UTC ${DAYS[date.getUTCDay()]} ${month} ${day} ${date.getUTCFullYear()}`;
}
