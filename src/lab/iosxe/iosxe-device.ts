import type { Device, DeviceMaker, Login } from "../device.ts";
import { bodyEnd, enter, type Path } from "../lines/engine.ts";
import { iosxeCli } from "./iosxe-cli.ts";
import { iosxeFactory } from "./iosxe-factory.ts";
import { IOSXE_MANNERS, iosxeText } from "./iosxe-manners.ts";
import { refusalText } from "./iosxe-session.ts";
import {
  archive,
  archivePath,
  arm,
  type IosxeState,
  iosDate,
  iosxeState,
  reboot,
} from "./iosxe-state.ts";

/** A CSR1000V with IOS-XE 16.12 (devices.md section 3). */
export const iosxeDevice: DeviceMaker = (surroundings, kept) => {
  const state = iosxeState(surroundings, kept);
  const logins: Login[] = [];
  const device: Device = {
    ident: "Cisco-1.25",
    style: {
      eol: "\r\n",
      pagerPrompt: " --More-- ",
      // Nine backspaces, blanks, backspaces (devices.md 2.5).
      pagerWipe: `${"\b".repeat(9)}${" ".repeat(8)}${"\b".repeat(9)}`,
      echoEnd: "",
      isScrolling: true,
      isEchoingAhead: false,
      isCompleting: false,
    },
    users: [surroundings.user, "admin", "oper"],
    banner: () => bannerText(state),
    maxSessions: 16,
    channelsPerConnection: 1,
    open: (login) => {
      logins.push(login);
      const cli = iosxeCli({
        state,
        login,
        logins,
        privilege: login.user === "oper" ? 1 : 15,
        path: undefined,
      });
      return {
        ...cli,
        gone: () => {
          logins.splice(logins.indexOf(login), 1);
          cli.gone();
        },
      };
    },
    running: () => iosxeText(state.running),
    startup: () => state.startup,
    deadlineMs: () => state.rollback?.deadlineMs ?? null,
    edit: (lines) => edit(state, lines),
    reload: () => reboot(state, state.startup),
    reset: () => {
      const { user, password } = surroundings;
      reboot(state, iosxeFactory(user, password));
      state.lastSave = undefined;
      surroundings.keep(state.startup);
    },
    logLine: (nowMs) =>
      `${iosDate(nowMs, "log")}: %SYS-5-CONFIG_I: Configured from console by admin on vty3 (10.0.0.99)`,
    faulted: () => faulted(state),
  };
  return device;
};

/** Lines typed by somebody else, without a timer. */
function edit(state: IosxeState, lines: readonly string[]): string[] {
  const refused: string[] = [];
  let path: Path = [];
  for (const raw of lines) {
    const line = raw.trim();
    if (line === "exit" || line === "end") path = line === "end" ? [] : path.slice(0, -1);
    if (line === "" || line === "!" || line === "exit" || line === "end") continue;
    const outcome = enter(state.running, path, line, IOSXE_MANNERS);
    if (outcome.kind === "refused") refused.push(refusalText(outcome.refusal, line, 0).trim());
    else if (outcome.kind === "rejected") refused.push(outcome.says);
    else {
      path = outcome.path;
      if (outcome.opened && bodyEnd(outcome.opened)) refused.push(`${line}: no free text here`);
    }
  }
  state.lastChange = { ms: state.surroundings.clock.now(), user: "somebody" };
  return refused;
}

function faulted(state: IosxeState): void {
  const { faults } = state.surroundings;
  if (faults.has("lock-held")) state.lockedBy = "somebody";
  else if (state.lockedBy === "somebody") state.lockedBy = undefined;
  if (faults.has("foreign-timer") && state.rollback === undefined)
    arm(state, "somebody", 30, archive(state, archivePath(state) ?? "bootflash:"));
  if (!faults.has("foreign-timer") && state.rollback?.user === "somebody") {
    state.rollback.disarm();
    state.rollback = undefined;
  }
}

/** `banner login` is shown before authentication (whether 16.12 takes it or `motd` is unconfirmed, devices.md 3.1). */
function bannerText(state: IosxeState): string {
  const banner = state.running.find((line) => line.key === "banner login");
  if (banner === undefined) return "";
  const text = [banner.text.slice("banner login ".length), ...banner.body].join("\n");
  return text.replaceAll("^C", "");
}
