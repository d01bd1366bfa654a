import { hostname } from "node:os";
import { NetctlError } from "../../errors.ts";
import { allDone } from "../all-done.ts";
import { refNames } from "../ref-names.ts";
import { userName } from "../repo.ts";
import type { Workspace } from "../workspace.ts";
import { byHand, type Claim, type ClaimPurpose, readClaim, writeClaim } from "./claim.ts";
import { cloneName } from "./clone-name.ts";
import type { Home } from "./home.ts";

/** Minutes after its end from which a lease counts as over: clocks of two hosts differ. */
export const clockSkewMinutes = 5;

/** Times the lock is tried for while it changes hands. */
const attemptsMax = 5;

/** A claim that was taken, and from whom, where somebody's had to end for it. */
export type TakenClaim = { readonly claim: Claim; readonly replaced: Claim | undefined };

/**
 * Takes the lock at home by compare-and-swap. A lease that is over is taken over, and so is what a killed netctl of
 * this same clone left behind; the caller holds the clone's own lock, so that none other is at work in it.
 * Whatever was pushed under the claim before can no longer come to be: it names the old one.
 * NetctlError `refused` where somebody holds it.
 */
export async function takeClaim(
  workspace: Workspace,
  home: Home,
  purpose: ClaimPurpose,
): Promise<TakenClaim> {
  const { lock } = refNames(workspace);
  for (let attempt = 1; ; attempt += 1) {
    const present = await readClaim(workspace, home);
    const relation = await relationTo(workspace, present, purpose);
    if (relation === "theirs" && present) throw conflict(present, home);
    const under = underOf(present, relation);
    const claim = await writeClaim(workspace, { ...purpose, under });
    try {
      await home.move([{ ref: lock, from: present?.object ?? null, to: claim.object }]);
      return { claim, replaced: relation === "over" ? present : undefined };
    } catch (error) {
      if (!(error instanceof NetctlError)) throw error;
      // The answer may be lost, and the claim be there all the same.
      const now = await readClaim(workspace, home);
      if (now?.object === claim.object) return { claim, replaced: undefined };
      if (now?.object === present?.object || attempt === attemptsMax) throw error;
    }
  }
}

/**
 * Starts the lease anew, where the lock is still ours. NetctlError `refused` where somebody has taken or freed it.
 */
export async function renewClaim(
  workspace: Workspace,
  home: Home,
  claim: Claim,
  leaseMinutes?: number,
): Promise<Claim> {
  const { lock } = refNames(workspace);
  const next = await nextClaim(workspace, claim, leaseMinutes);
  try {
    await home.move([{ ref: lock, from: claim.object, to: next.object }]);
    return next;
  } catch (error) {
    const now = await readClaim(workspace, home);
    if (now?.object === next.object) return next;
    if (now?.object === claim.object) throw error;
    throw lostClaim(now, error);
  }
}

/** The lock as a transaction holds it, and as it is to hold it from its record on. */
export type Lease = { readonly held: Claim; readonly renewed: Claim };

/** Starts the lease anew as `renewClaim` does, and writes the claim that goes with the record. */
export async function renewLease(
  workspace: Workspace,
  home: Home,
  claim: Claim,
  leaseMinutes: number,
): Promise<Lease> {
  const [held, renewed] = await allDone([
    renewClaim(workspace, home, claim, leaseMinutes),
    nextClaim(workspace, claim, leaseMinutes),
  ]);
  return { held, renewed };
}

/**
 * The claim that is to follow `claim`, its lease started anew, of the same length where none is given. No ref names it
 * yet.
 */
export async function nextClaim(
  workspace: Workspace,
  { facts }: Claim,
  leaseMinutes?: number,
): Promise<Claim> {
  const { command, transaction, under, since, until } = facts;
  const minutes = leaseMinutes ?? (Date.parse(until) - Date.parse(since)) / 60_000;
  const told = transaction === null ? {} : { transaction };
  return writeClaim(workspace, { command, ...told, minutes, under });
}

/** Frees whatever this clone's transactions hold at home. Does nothing where that is nothing. */
export async function freeClaim(workspace: Workspace, home: Home): Promise<void> {
  const { lock } = refNames(workspace);
  for (let attempt = 1; ; attempt += 1) {
    const present = await readClaim(workspace, home);
    const isOurs = present?.facts.clone === (await cloneName(workspace));
    if (!present || !isOurs || present.facts.command === byHand) return;
    try {
      return await home.move([{ ref: lock, from: present.object, to: present.facts.under }]);
    } catch (error) {
      if (!(error instanceof NetctlError) || attempt === attemptsMax) throw error;
    }
  }
}

/** Why a transaction may not go on: its claim is gone. */
export function lostClaim(now: Claim | undefined, cause?: unknown): NetctlError {
  const who = now === undefined ? "somebody freed it" : `${personOf(now)} took it`;
  return new NetctlError("refused", `the lock was taken from this transaction: ${who}`, {
    hint: "look who is at work: netctl status",
    ...(cause === undefined ? {} : { cause }),
  });
}

/** `ada on host`. */
export function personOf({ facts }: Claim): string {
  return `${facts.owner} on ${facts.host}`;
}

/** What comes back when the new claim ends: nothing but what the same person took by hand. */
function underOf(present: Claim | undefined, relation: Relation): string | null {
  if (relation === "stand on") return present?.object ?? null;
  return relation === "ours" ? (present?.facts.under ?? null) : null;
}

type Relation = "free" | "ours" | "stand on" | "over" | "theirs";

async function relationTo(
  workspace: Workspace,
  present: Claim | undefined,
  purpose: ClaimPurpose,
): Promise<Relation> {
  if (present === undefined) return "free";
  const { facts } = present;
  if (facts.clone === (await cloneName(workspace))) {
    if (facts.command !== byHand) return "ours";
    const isSamePerson = facts.owner === userName() && facts.host === hostname();
    if (isSamePerson) return purpose.command === byHand ? "ours" : "stand on";
  }
  return Date.parse(facts.until) + clockSkewMinutes * 60_000 < Date.now() ? "over" : "theirs";
}

function conflict(present: Claim, { remote }: Home): NetctlError {
  const { command, transaction, since, until } = present.facts;
  const what = transaction === null ? command : `${command} (transaction ${transaction})`;
  const where = remote === null ? "" : ` at ${remote}`;
  return new NetctlError(
    "refused",
    `${personOf(present)} holds the lock${where} since ${since}: ${what}, until ${until} at most`,
    {
      hint: `wait for it to end; if it was left behind for good: netctl unlock ${present.object.slice(0, 10)}`,
    },
  );
}
