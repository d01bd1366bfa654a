import type { Answer } from "../device.ts";
import type { IosxeSession } from "./iosxe-session.ts";
import { archive, archivePath, arm, type IosxeState, rollBack, syslog } from "./iosxe-state.ts";

const ENTERING = "Enter configuration commands, one per line.  End with CNTL/Z.\n";
const NONE = "%No Rollback Confirmed Change pending\n";

/** `configure terminal`, with minutes the timed form that makes an archive copy first (devices.md 3.5, 3.6). */
export async function configureTerminal(
  session: IosxeSession,
  minutes?: number,
  isLocking = false,
): Promise<Answer> {
  const { state, login } = session;
  const own = `vty ${login.line}`;
  if (state.lockedBy !== undefined && state.lockedBy !== own)
    return {
      text: "Configuration mode locked exclusively by user 'unknown' process '13' from terminal '0'. Please try later.\n",
    };
  if (minutes !== undefined) {
    const refused = timerRefusal(state, minutes);
    if (refused !== undefined) return { text: refused };
    const file = archive(state, archivePath(state) ?? "");
    const says = `Rollback Confirmed Change: Backing up current running config to ${file}\n\n`;
    await flashWrite(state);
    // The clock starts when the backup is finished (devices.md 3.5).
    arm(state, login.user, minutes, file);
    syslog(
      state,
      `%ARCHIVE_DIFF-5-ROLLBK_CNFMD_CHG_BACKUP: Backing up current running config to ${file}`,
    );
    syslog(
      state,
      `%ARCHIVE_DIFF-5-ROLLBK_CNFMD_CHG_START_ABSTIMER: User: ${login.user}(Priv: 15, View: 0): Scheduled to rollback to config ${file} in ${minutes} minutes`,
    );
    session.path = [];
    return { text: `${says}${ENTERING}` };
  }
  if (isLocking) state.lockedBy = own;
  session.path = [];
  return { text: ENTERING };
}

function timerRefusal(state: IosxeState, minutes: number): string | undefined {
  if (archivePath(state) === undefined)
    return "%Turn config archive on before using Rollback Confirmed Change\n";
  // The words are unconfirmed.
  if (state.surroundings.faults.has("flash-full"))
    return "%Error backing up current running config (No space left on device)\n";
  if (minutes < 1 || minutes > 120)
    return `${" ".repeat(32)}^\n% Invalid input detected at '^' marker.\n\n`;
  // What a device says here is unconfirmed (devices.md 3.5).
  if (state.rollback !== undefined)
    return `%Rollback Confirmed Change is already pending, user ${state.rollback.user}\n`;
  return undefined;
}

async function flashWrite({ surroundings }: IosxeState): Promise<void> {
  const waitMs = surroundings.faults.number("slow-arm");
  if (waitMs === 0) return;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, waitMs);
  });
}

/** `configure confirm`: silent on success (unconfirmed, devices.md 3.5). */
export function confirm(session: IosxeSession): Answer {
  const { state } = session;
  const refused = ownerRefusal(session);
  if (refused !== undefined) return { text: refused };
  if (state.surroundings.faults.has("confirm-fails"))
    return { text: "%Confirm failed, configuration is locked\n" };
  state.rollback?.disarm();
  state.rollback = undefined;
  return { text: "" };
}

/** `configure revert now`: here it returns when the configuration is back (unconfirmed, devices.md 3.5). */
export function revertNow(session: IosxeSession): Answer {
  const refused = ownerRefusal(session);
  if (refused !== undefined) return { text: refused };
  rollBack(session.state);
  return { text: "" };
}

/** `configure revert timer N`: the clock starts anew. */
export function rearm(session: IosxeSession, minutes: number): Answer {
  const { state, login } = session;
  const refused = ownerRefusal(session);
  if (refused !== undefined) return { text: refused };
  arm(state, login.user, minutes, state.rollback?.file ?? "");
  return { text: "" };
}

/** Only the user who armed may confirm, reset or cancel; the refusal's words are unconfirmed (devices.md 3.5). */
function ownerRefusal({ state, login }: IosxeSession): string | undefined {
  if (state.rollback === undefined) return NONE;
  if (state.rollback.user === login.user) return undefined;
  return `%Rollback Confirmed Change was started by user ${state.rollback.user}, permission denied\n`;
}
