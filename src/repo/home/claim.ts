import { randomUUID } from "node:crypto";
import { devNull, hostname } from "node:os";
import { NetctlError } from "../../errors.ts";
import { writeCommit } from "../record/tree.ts";
import { refNames } from "../ref-names.ts";
import { git, userName } from "../repo.ts";
import type { Workspace } from "../workspace.ts";
import { cloneName } from "./clone-name.ts";
import type { Home } from "./home.ts";

/** What the lock ref says: who may change the network, from which clone, and until when. */
export type ClaimFacts = {
  readonly owner: string;
  readonly host: string;
  /** Tells the clone from every other. */
  readonly clone: string;
  /** ISO 8601, by the clock of `host`. */
  readonly since: string;
  /** When others may take it over, ISO 8601. */
  readonly until: string;
  readonly command: string;
  readonly transaction: string | null;
  /** The claim of the same person that this one stands on, taken by hand: it comes back when this one ends. */
  readonly under: string | null;
  /** Tells this claim from every other. */
  readonly nonce: string;
};

/** A claim as it lies in the repository: `object` is its commit, and its ID for people. */
export type Claim = { readonly object: string; readonly facts: ClaimFacts };

/** What a claim is made for, and for how long. */
export type ClaimPurpose = {
  readonly command: string;
  readonly transaction?: string;
  readonly minutes: number;
  readonly under?: string | null;
};

/** The command that claims are taken by hand with; only such claims let their owner's transactions in. */
export const byHand = "lock";

/** Writes a claim that no ref names yet. */
export async function writeClaim(workspace: Workspace, purpose: ClaimPurpose): Promise<Claim> {
  const now = Date.now();
  const facts: ClaimFacts = {
    owner: userName(),
    host: hostname(),
    clone: await cloneName(workspace),
    since: new Date(now).toISOString(),
    until: new Date(now + purpose.minutes * 60_000).toISOString(),
    command: purpose.command,
    transaction: purpose.transaction ?? null,
    under: purpose.under ?? null,
    nonce: randomUUID(),
  };
  const text = `netctl: ${facts.owner} on ${facts.host} holds the lock\n\n${JSON.stringify(facts)}\n`;
  const object = await writeCommit(workspace, await emptyTree(workspace), undefined, text);
  written.set(object, facts);
  return { object, facts };
}

/** What this run wrote itself, by the commit's id, which is made from it: it need not be read again. */
const written = new Map<string, ClaimFacts>();

const emptyTrees = new WeakMap<Workspace, Promise<string>>();

/** The tree without files, which a run writes once: its claims say everything in their message. */
function emptyTree(workspace: Workspace): Promise<string> {
  const words = ["hash-object", "-w", "-t", "tree", devNull];
  const written =
    emptyTrees.get(workspace) ?? git(workspace.root, words).then((object) => object.trim());
  emptyTrees.set(workspace, written);
  return written;
}

/** Who holds the lock at home; undefined where it is free. */
export async function readClaim(workspace: Workspace, home: Home): Promise<Claim | undefined> {
  const { lock } = refNames(workspace);
  const object = (await home.ask([lock])).get(lock);
  return object === undefined ? undefined : claimOf(workspace, object);
}

/** The claim that a commit holds. NetctlError `refused` for one that no netctl wrote. */
export async function claimOf(workspace: Workspace, object: string): Promise<Claim> {
  const own = written.get(object);
  if (own !== undefined) return { object, facts: own };
  const text = await git(workspace.root, ["log", "-1", "--format=%B", object]);
  const json = text.trimEnd().split("\n").at(-1) ?? "";
  const facts = factsOf(json);
  if (facts !== undefined) return { object, facts };
  const { lock } = refNames(workspace);
  throw new NetctlError("refused", `the lock ${lock} was not written by netctl`, {
    hint: `look at it: git show ${object.slice(0, 10)}; free it: netctl unlock ${object.slice(0, 10)}`,
  });
}

function factsOf(json: string): ClaimFacts | undefined {
  try {
    const facts = JSON.parse(json) as Partial<ClaimFacts>;
    const isWhole = [facts.owner, facts.host, facts.clone, facts.since, facts.until].every(
      (fact) => typeof fact === "string",
    );
    return isWhole ? (facts as ClaimFacts) : undefined;
  } catch {
    return undefined;
  }
}
