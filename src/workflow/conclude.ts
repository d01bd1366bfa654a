import { NetctlError } from "../errors.ts";
import type { Plan } from "../plan/plan.ts";
import type { Home } from "../repo/home/home.ts";
import { closeJournal, type Journal } from "../repo/local/journal.ts";
import { sweepFinished } from "../repo/local/sweep.ts";
import { note, shareNotes } from "../repo/record/notes.ts";
import { followRecord } from "../repo/record/publish-record.ts";
import type { PreparedRecord } from "../repo/record/record.ts";
import { settleWorkTree } from "../repo/record/work-tree.ts";
import type { Workspace } from "../repo/workspace.ts";
import type { Outcome } from "../report/outcome.ts";

/** What there is when a transaction is over. */
export type Conclusion = {
  readonly workspace: Workspace;
  readonly home: Home;
  readonly journal: Journal;
  /** Brings this clone up to the record, where nobody asked for that before. */
  readonly follow: Follow;
  readonly outcome: Outcome;
  readonly plan: Plan;
};

/** Work that is begun by whoever asks first, and is the same for all; gives warnings. */
export type Follow = () => Promise<readonly string[]>;

/**
 * Brings refs, index and rendered files of this clone up to a record that is visible. `files` are rendered
 * configurations by path; null takes a file away. Nothing in it can be in the way of the devices.
 */
export function following(
  workspace: Workspace,
  record: PreparedRecord,
  files: ReadonlyMap<string, string | null>,
): Follow {
  let begun: Promise<readonly string[]> | undefined;
  const follow = async (): Promise<readonly string[]> => {
    const isFollowed = await followRecord(workspace, record);
    await settleWorkTree(workspace, record, files);
    const branch = record.branch.replace("refs/heads/", "");
    return isFollowed ? [] : [`branch ${branch} of this clone has gone on since: git pull`];
  };
  return () => {
    begun ??= follow();
    // Who only began it does not wait for it: an error is for who does.
    begun.catch(() => undefined);
    return begun;
  };
}

/**
 * After the end: the work tree follows the record, a note beside the commit tells how each device fared, and the
 * journal is closed, unless a device is in doubt. Every step may be done twice. What goes wrong here changes nothing in
 * the network: it is a warning, and a recovery does it again.
 */
export async function conclude(conclusion: Conclusion): Promise<Outcome> {
  const { journal, outcome } = conclusion;
  try {
    const warnings = await settleAll(conclusion);
    return { ...outcome, warnings: [...outcome.warnings, ...warnings] };
  } catch (error) {
    if (!(error instanceof NetctlError)) throw error;
    await journal.release();
    const { message, words } = error;
    const why = words === undefined ? message : `${message}: ${words}`;
    const warning = `the transaction could not be put away: ${why}; do it with: netctl recover`;
    return { ...outcome, warnings: [...outcome.warnings, warning] };
  }
}

async function settleAll(conclusion: Conclusion): Promise<readonly string[]> {
  const { workspace, home, journal, follow, outcome, plan } = conclusion;
  const warnings: string[] = [];
  if (outcome.commit !== undefined) {
    warnings.push(...(await follow()));
    await note(workspace, outcome.commit, noteText(plan, outcome));
    await shareNotes(workspace, home).catch((error: unknown) => {
      if (!(error instanceof NetctlError)) throw error;
      warnings.push(`how the devices fared was not shared: ${error.message}`);
    });
  }
  if (outcome.end === "in-doubt") await journal.release();
  else await closeJournal(journal, { outcome: outcome.end });
  await sweepFinished(workspace).catch((error: unknown) => {
    warnings.push(`old journals could not be thrown away: ${String(error)}`);
  });
  return warnings;
}

function noteText(plan: Plan, outcome: Outcome): string {
  const devices = outcome.devices.map(({ device }) => device).join(", ");
  return [
    `Netctl-Transaction: ${plan.id}`,
    `Netctl-Devices: ${devices}`,
    `Netctl-Plan: ${plan.seal}`,
    "",
    ...outcome.devices.map(({ device, result }) => `${device}: ${result}`),
    "",
  ].join("\n");
}
