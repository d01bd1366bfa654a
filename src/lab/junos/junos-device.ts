import type { Device, DeviceMaker } from "../device.ts";
import { junosCli } from "./junos-cli.ts";
import { junosFactory } from "./junos-factory.ts";
import { editCommand } from "./junos-load.ts";
import {
  activate,
  arm,
  boot,
  confirm,
  isDirty,
  type JunosState,
  junosState,
  running,
  treeText,
} from "./junos-state.ts";
import { copyTree } from "./junos-tree.ts";
import { words } from "./junos-words.ts";

/** A vSRX with Junos 17.3 (devices.md section 4). A commit is persistent: startup is what runs. */
export const junosDevice: DeviceMaker = (surroundings, kept) => {
  const state = junosState(surroundings, kept);
  const device: Device = {
    ident: "OpenSSH_7.3",
    style: {
      eol: "\r\n",
      pagerPrompt: "---(more)---",
      pagerWipe: `\r${" ".repeat(40)}\r`,
      // The echo is followed by a blank (devices.md 2.5).
      echoEnd: " ",
      isScrolling: false,
      isEchoingAhead: false,
      isCompleting: true,
    },
    users: [surroundings.user, "admin", "root"],
    banner: () => "",
    maxSessions: 75,
    channelsPerConnection: 10,
    open: (login) =>
      junosCli({
        state,
        login,
        editor: undefined,
        own: undefined,
        place: [],
        isFirst: true,
        isShell: login.user === "root",
      }),
    running: () => treeText(running(state)),
    startup: () => treeText(running(state)),
    deadlineMs: () => state.unconfirmed?.deadlineMs ?? null,
    edit: (lines) => edit(state, lines),
    reload: () => {
      // A pending commit confirmed is restored by the boot (unconfirmed, devices.md 6.3).
      const tree = state.unconfirmed?.target ?? running(state);
      boot(state, treeText(tree));
    },
    reset: () => boot(state, junosFactory(surroundings.user)),
    logLine: (nowMs) =>
      `${new Date(nowMs).toUTCString().slice(8, 11)} ${new Date(nowMs).toISOString().slice(8, 10)} ${new Date(nowMs).toISOString().slice(11, 19)}  mgd[4123]: UI_CMDLINE_READ_LINE: User 'admin', command 'show version '`,
    faulted: () => faulted(state),
  };
  return device;
};

/** Somebody else's commit: `set` and `delete` lines on what runs. */
function edit(state: JunosState, lines: readonly string[]): string[] {
  const wasDirty = isDirty(state);
  const tree = copyTree(running(state));
  const refused: string[] = [];
  for (const line of lines) {
    const wrong = editCommand(tree, words(line), []);
    if (wrong !== undefined) refused.push(`${line}: ${wrong.message}`);
    if (wasDirty) editCommand(state.candidate, words(line), []);
  }
  activate(state, {
    ...{ tree, user: "admin", via: "cli" },
    ...{ comment: undefined, confirmMinutes: undefined },
  });
  if (!wasDirty) state.candidate = copyTree(tree);
  return refused;
}

function faulted(state: JunosState): void {
  const { faults, clock } = state.surroundings;
  const isForeign = (editor: { readonly login: unknown }): boolean => editor.login === undefined;
  if (faults.has("lock-held") && !state.editors.some(isForeign))
    state.editors.push({ login: undefined, kind: "exclusive", sinceMs: clock.now(), pid: 4681 });
  if (!faults.has("lock-held"))
    state.editors = state.editors.filter((editor) => !isForeign(editor));
  if (faults.has("dirty-candidate") && !isDirty(state))
    editCommand(state.candidate, words("set system time-zone Europe/Paris"), []);
  if (!faults.has("dirty-candidate") && isDirty(state) && state.editors.length === 0)
    state.candidate = copyTree(running(state));
  if (faults.has("foreign-timer") && state.unconfirmed === undefined) {
    arm(state, 30, running(state));
    if (state.unconfirmed !== undefined) foreignTimers.add(state.unconfirmed);
  }
  const isForeignTimer = state.unconfirmed !== undefined && foreignTimers.has(state.unconfirmed);
  if (!faults.has("foreign-timer") && isForeignTimer) confirm(state);
}

/** Timers that the fault armed: only these end with it. */
const foreignTimers = new WeakSet<object>();
