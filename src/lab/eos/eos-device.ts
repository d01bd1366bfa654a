import type { Device, DeviceMaker, Login } from "../device.ts";
import { enter, type Path } from "../lines/engine.ts";
import { eosCli } from "./eos-cli.ts";
import { eosFactory } from "./eos-factory.ts";
import { EOS_MANNERS, eosText } from "./eos-manners.ts";
import { arm, type EosState, eosState, reboot } from "./eos-state.ts";

/** A vEOS (devices.md section 5). */
export const eosDevice: DeviceMaker = (surroundings, kept) => {
  const state = eosState(surroundings, kept);
  const logins: Login[] = [];
  const device: Device = {
    ident: "OpenSSH_7.8",
    style: {
      // devices.md 2.5.
      eol: "\r\n",
      pagerPrompt: "\x1b[7m --More-- \x1b[27m\x1b[K",
      pagerWipe: "\r\x1b[K",
      echoEnd: "",
      isScrolling: false,
      isEchoingAhead: true,
      isCompleting: false,
    },
    users: [surroundings.user, "admin"],
    banner: () => {
      const banner = state.running.find((line) => line.key === "banner login");
      return banner === undefined ? "" : banner.body.slice(0, -1).join("\n");
    },
    maxSessions: 50,
    channelsPerConnection: 10,
    open: (login) => {
      const path = undefined;
      return eosCli({ state, login, logins, isPrivileged: false, path, session: undefined });
    },
    running: () => eosText(state.running),
    startup: () => state.startup,
    deadlineMs: () => state.timer?.deadlineMs ?? null,
    edit: (lines) => edit(state, lines),
    reload: () => reboot(state, state.startup),
    reset: () => {
      reboot(state, eosFactory(surroundings.user));
      state.checkpoints = [];
      surroundings.keep(state.startup);
    },
    logLine: (nowMs) => {
      const date = new Date(nowMs);
      return `${date.toUTCString().slice(8, 11)} ${date.getUTCDate()} ${date.toISOString().slice(11, 19)} veos ConfigAgent: %SYS-5-CONFIG_E: Enter configuration mode from console by admin on vty9 (10.0.0.99)`;
    },
    faulted: () => faulted(state),
  };
  return device;
};

/** Lines typed by somebody else straight into running. */
function edit(state: EosState, lines: readonly string[]): string[] {
  const refused: string[] = [];
  let path: Path = [];
  for (const raw of lines) {
    const line = raw.trim();
    if (line === "exit" || line === "end") path = line === "end" ? [] : path.slice(0, -1);
    if (line === "" || line === "!" || line === "exit" || line === "end") continue;
    const outcome = enter(state.running, path, line, EOS_MANNERS);
    if (outcome.kind === "done") path = outcome.path;
    else if (outcome.kind === "rejected") refused.push(outcome.says);
    else refused.push(`${line}: % Invalid input`);
  }
  return refused;
}

function faulted(state: EosState): void {
  const { faults } = state.surroundings;
  state.lockedBy = faults.has("lock-held") ? "somebody" : undefined;
  if (faults.has("foreign-timer") && state.timer === undefined)
    arm(state, "maintenance", state.running, 1800);
  if (!faults.has("foreign-timer") && state.timer?.session === "maintenance") {
    state.timer.disarm();
    state.timer = undefined;
  }
}
