import { unifiedDiff } from "./eos-diff.ts";
import { eosText } from "./eos-manners.ts";
import { type ConfigSession, type EosState, hostname } from "./eos-state.ts";

/** `show running-config` with its header (devices.md 5.7). */
export function showRunning(state: EosState): string {
  return `! Command: show running-config\n! device: ${hostname(state)} (vEOS, EOS-${version(state)})\n!\n! boot system flash:/vEOS-lab.swi\n!\n${eosText(state.running)}`;
}

/** `show startup-config`; the second header line is unconfirmed (devices.md 5.6). */
export function showStartup(state: EosState): string {
  return `! Command: show startup-config\n! Startup-config last modified at Mon Jan  1 00:00:00 2024\n! device: ${hostname(state)} (vEOS, EOS-${version(state)})\n!\n! boot system flash:/vEOS-lab.swi\n!\n${state.startup}`;
}

/** The release the box plays: before 4.32 the list of sessions looks different. */
function version({ surroundings }: EosState): string {
  return surroundings.faults.has("old-sessions-table") ? "4.22.1F" : "4.32.2F";
}

/** `show version`. */
export function showVersion(state: EosState): string {
  return `Arista vEOS-lab
Hardware version:
Serial number:
Hardware MAC address: 5254.0012.3456
System MAC address: 5254.0012.3456

Software image version: ${version(state)}
Architecture: x86_64
Internal build version: ${version(state)}-35442176.4321
Internal build ID: 0d1f1b5a-lab

Uptime: 3 hours and 12 minutes
Total memory: 2014520 kB
Free memory: 1203412 kB

`;
}

/** `show version | json`. */
export function versionJson(state: EosState): string {
  const data = {
    modelName: "vEOS-lab",
    version: version(state),
    internalVersion: `${version(state)}-35442176.4321`,
    architecture: "x86_64",
    systemMacAddress: "52:54:00:12:34:56",
    serialNumber: "",
    memTotal: 2014520,
    memFree: 1203412,
    uptime: 11520.1,
  };
  return `${JSON.stringify(data, undefined, 4)}\n`;
}

/** `show session-config diffs`: unified, an empty line at the end, only that where nothing differs (devices.md 5.4). */
export function sessionDiffs(state: EosState, session: ConfigSession): string {
  const lines = (text: string): string[] => text.trimEnd().split("\n");
  const diff = unifiedDiff(lines(eosText(state.running)), lines(eosText(session.lines)));
  if (diff.length === 0) return "\n";
  return `--- system:/running-config\n+++ session:/${session.name}-session-config\n${diff.join("\n")}\n\n`;
}

/** `show configuration sessions [detail]` in the layout of the release (devices.md 5.5). */
export function showSessions(state: EosState, isDetailed: boolean): string {
  const isOld = state.surroundings.faults.has("old-sessions-table");
  return isOld ? oldSessions(state, isDetailed) : newSessions(state);
}

function limits(state: EosState): string {
  const completed = state.sessions.filter((session) => session.state === "completed").length;
  return `Maximum number of completed sessions: ${completed}\nMaximum number of pending sessions: 5\n`;
}

function left({ timer, surroundings }: EosState): number {
  if (timer === undefined) return 0;
  return Math.max(0, Math.ceil((timer.deadlineMs - surroundings.clock.now()) / 1000));
}

function oldSessions(state: EosState, isDetailed: boolean): string {
  const seconds = left(state);
  const time = `${Math.floor(seconds / 60)}m${seconds % 60}s`;
  const head = isDetailed
    ? `  Name                     State                    User       Terminal       PID       Commit Time Left    Description                                   \n  --------------------- ------------------------ ---------- -------------- --------- ---------------------- --------------------------------------------- \n`
    : `  Name                     State                    User       Terminal       PID    \n  --------------------- ------------------------ ---------- -------------- --------- \n`;
  const rows = state.sessions.map((session) => {
    const { name, state: how, line } = session;
    const user = line === undefined ? "" : session.user;
    const terminal = line === undefined ? "" : `vty${line + 2}`;
    const mark = line === undefined ? " " : "*";
    const timed = isDetailed && how === "pendingCommitTimer" ? time : "";
    return `${mark} ${name.padEnd(24)} ${how.padEnd(24)} ${user.padEnd(10)} ${terminal.padEnd(14)} ${"".padEnd(9)} ${timed.padEnd(22)}`.padEnd(
      157,
    );
  });
  const tail =
    state.timer === undefined ? "" : "\nconfig replace of commitTimerCheckPointConfig \n";
  return `${limits(state)}\n${head}${rows.map((row) => `${row}\n`).join("")}${tail}\n`;
}

function newSessions(state: EosState): string {
  const seconds = left(state);
  const time = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const timer =
    state.timer === undefined
      ? ""
      : `Session with pending commit timer: ${state.timer.session}\nTime left until commit timer expiry: in ${time}\n\n`;
  const width = Math.max(16, ...state.sessions.map(({ name }) => name.length));
  const rows = state.sessions.map((session) => {
    const { name, line, endedMs } = session;
    // The session whose timer runs is listed as committed here (devices.md 5.5).
    const how = session.state === "pendingCommitTimer" ? "committed" : session.state;
    const ended =
      endedMs === undefined ? "" : new Date(endedMs).toISOString().slice(0, 19).replace("T", " ");
    const terminal = line === undefined ? "" : `vty${line + 2}`;
    const user = how === "pending" ? session.user : "";
    const by = endedMs === undefined ? "" : session.user;
    return `  ${name.padEnd(width)} ${how.padEnd(9)} ${user.padEnd(6)} ${terminal.padEnd(8)} ${ended.padEnd(19)} ${by}`;
  });
  return `${limits(state)}Merge on commit is disabled
Autosave to startup-config on commit is disabled

${timer}  ${"Name".padEnd(width)} ${"State".padEnd(9)} ${"User".padEnd(6)} Terminal ${"Completed Time".padEnd(19)} Committed By
- ${"-".repeat(width)} --------- ------ -------- ------------------- ------------
${rows.map((row) => `${row}\n`).join("")}
`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** `show configuration sessions | json` (devices.md 5.5). */
export function sessionsJson(state: EosState): string {
  const isOld = state.surroundings.faults.has("old-sessions-table");
  const sessions = Object.fromEntries(
    state.sessions.map(({ name, state: how }) => [
      name,
      { state: how === "pendingCommitTimer" && !isOld ? "committed" : how, description: "" },
    ]),
  );
  const { timer } = state;
  const extra =
    timer === undefined || isOld
      ? {}
      : { commitTimerSessionName: timer.session, commitTimerExpireTime: timer.deadlineMs / 1000 };
  return `${JSON.stringify({ maxSavedSessions: 1, maxOpenSessions: 5, sessions, ...extra }, undefined, 4)}\n`;
}

/** `show configuration checkpoints` (devices.md 5.5). */
export function showCheckpoints(state: EosState): string {
  const rows = state.checkpoints.map(
    ({ name, ms, user }) =>
      `${name.padEnd(17)} ${new Date(ms).toISOString().slice(0, 19).replace("T", " ").padEnd(25)} ${user}\n`,
  );
  return `Maximum number of checkpoints: 20\nFilename                    Date              User \n-------------- ------------------------- ----------- \n${rows.join("")}\n`;
}
