import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { NetctlError } from "../../src/errors.ts";
import { currentBranch, headCommit } from "../../src/repo/history.ts";
import { homeOf, openHome } from "../../src/repo/home/home.ts";
import { type Standing, standingOf } from "../../src/repo/home/standing.ts";
import { type Lease, nextClaim, takeClaim } from "../../src/repo/home/take-claim.ts";
import { publishRecord, recordState } from "../../src/repo/record/publish-record.ts";
import {
  type PreparedRecord,
  prepareRecord,
  type RecordRequest,
} from "../../src/repo/record/record.ts";
import type { RecordState } from "../../src/repo/record/record-state.ts";
import { findWorkspace, type Workspace } from "../../src/repo/workspace.ts";

/** A folder that goes when the test has ended. */
export function temporaryFolder(): string {
  // With a blank and an umlaut: neither may ever matter.
  const folder = mkdtempSync(join(tmpdir(), "nétctl repo-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The error that a promise is refused with. */
export async function refusalOf(promise: Promise<unknown>): Promise<NetctlError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof NetctlError) return error;
  throw new Error(`no NetctlError but ${String(error)}`);
}

/** Runs plain git, apart from the code under test. */
export function plainGit(folder: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" }).trim();
}

/** Writes texts below `folder`, by path. */
export function writeTexts(folder: string, texts: Record<string, string>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The text of a file, by folder and path. */
export function textOf(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** Texts of the smallest workspace. */
export const smallWorkspace: Record<string, string> = {
  "netctl.yaml": "# settings\n",
  "models/link/schema.yaml": "type: object\n",
  "models/link/a b.yaml": "name: zwölf\n",
  "templates/iosxe/link.njk": "interface {{ x }}\n",
  "devices/r1.yaml": "platform: iosxe\n",
};

/** A repository on the branch `main` with a workspace in `subfolder`, and one commit unless `isUnborn`. */
export async function temporaryWorkspace(
  options: { readonly isUnborn?: boolean; readonly subfolder?: string } = {},
): Promise<Workspace> {
  const top = join(temporaryFolder(), "net");
  mkdirSync(top);
  plainGit(top, "init", "--quiet", "--initial-branch=main");
  plainGit(top, "config", "user.name", "Ada");
  plainGit(top, "config", "user.email", "ada@example.net");
  const root = join(top, options.subfolder ?? "");
  writeTexts(root, smallWorkspace);
  if (options.isUnborn !== true) {
    plainGit(top, "add", "--all");
    plainGit(top, "commit", "--quiet", "--message=start");
  }
  return findWorkspace(root);
}

/** Where a workspace stands, and its lock, taken: what every record needs. */
export async function held(
  workspace: Workspace,
): Promise<{ readonly standing: Standing; readonly lease: Lease }> {
  const at = await homeOf(workspace, await currentBranch(workspace), undefined);
  const purpose = { command: "apply", transaction: "abc0123456", minutes: 30 };
  const { claim } = await takeClaim(workspace, at.home, purpose);
  const renewed = await nextClaim(workspace, claim);
  return { standing: await standingOf(workspace, at), lease: { held: claim, renewed } };
}

/** A prepared record on HEAD, under a lock that was just taken. */
export async function preparedRecord(
  workspace: Workspace,
  request: Pick<RecordRequest, "files"> & Partial<RecordRequest>,
): Promise<PreparedRecord> {
  const holding = request.lease === undefined ? await held(workspace) : {};
  const given = { base: await headCommit(workspace), message: "x", trailers: [], ...holding };
  return prepareRecord(workspace, { ...given, ...request } as RecordRequest);
}

/** Makes a record visible where it says. */
export async function published(workspace: Workspace, record: PreparedRecord): Promise<void> {
  await publishRecord(workspace, await openHome(workspace, record.home.remote), record);
}

/** What the refs say of a record. */
export async function stateOf(workspace: Workspace, record: PreparedRecord): Promise<RecordState> {
  return recordState(workspace, await openHome(workspace, record.home.remote), record);
}
