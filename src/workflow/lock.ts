import { NetctlError } from "../errors.ts";
import { currentBranch } from "../repo/history.ts";
import { byHand, type Claim, readClaim } from "../repo/home/claim.ts";
import { type Home, homeOf } from "../repo/home/home.ts";
import { takeClaim } from "../repo/home/take-claim.ts";
import { takeLock } from "../repo/local/lock.ts";
import { refNames } from "../repo/ref-names.ts";
import type { Workspace } from "../repo/workspace.ts";
import { readDeclared } from "./declared.ts";
import { refuseUnfinished } from "./guards.ts";
import { tellReplaced } from "./hold.ts";
import type { Emit } from "./workflow.ts";

/** Fewer letters of an ID could mean two claims. */
const idLettersMin = 7;

/** Who holds the network; undefined where it is free. */
export async function lockHolder(from: string): Promise<Claim | undefined> {
  const { workspace, home } = await homeFrom(from);
  return readClaim(workspace, home);
}

/** Takes the lock by hand: until it is freed or its lease is over, the same person's transactions alone may run. */
export async function lock(
  from: string,
  options: { readonly minutes: number; readonly emit: Emit },
): Promise<Claim> {
  const { workspace, home } = await homeFrom(from);
  const own = await takeLock(workspace, { command: byHand });
  try {
    await refuseUnfinished(workspace);
    const taken = await takeClaim(workspace, home, { command: byHand, minutes: options.minutes });
    tellReplaced(taken, options.emit);
    return taken.claim;
  } finally {
    await own.release();
  }
}

/**
 * Frees the lock whose ID or transaction is `id`, whoever holds it. A transaction under way that loses its lock cannot
 * be recorded any more: it takes its devices back.
 */
export async function unlock(from: string, id: string): Promise<Claim> {
  const { workspace, home } = await homeFrom(from);
  const present = await readClaim(workspace, home);
  if (present === undefined) throw new NetctlError("usage", "nobody holds the lock");
  const { object, facts } = present;
  const isMeant = facts.transaction === id || (id.length >= idLettersMin && object.startsWith(id));
  if (!isMeant) {
    throw new NetctlError("usage", `"${id}" is not the lock that is held`, {
      hint: "look at it: netctl lock --show",
    });
  }
  try {
    await home.move([{ ref: refNames(workspace).lock, from: object, to: null }]);
  } catch (error) {
    const now = await readClaim(workspace, home);
    if (now?.object === object) throw error;
    if (now === undefined) return present;
    throw new NetctlError("refused", "the lock changed hands meanwhile", {
      hint: "look at it: netctl lock --show",
      cause: error,
    });
  }
  return present;
}

async function homeFrom(
  from: string,
): Promise<{ readonly workspace: Workspace; readonly home: Home }> {
  // The intent may be half edited; only its settings are needed.
  const { workspace, intent } = (await readDeclared(from)).declared;
  const branch = await currentBranch(workspace);
  return { workspace, home: (await homeOf(workspace, branch, intent.settings.remote)).home };
}
