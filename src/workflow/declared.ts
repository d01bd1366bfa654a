import { hash } from "node:crypto";
import { type Finding, NetctlError, sortFindings } from "../errors.ts";
import type { Intent } from "../intent/intent.ts";
import { readIntent } from "../intent/read-intent.ts";
import { textDigest, type WorkspaceFiles } from "../intent/reading.ts";
import { isOfTest } from "../intent/workspace-layout.ts";
import type { Check } from "../plan/checks/check.ts";
import { deviceChecks } from "../plan/checks/device-checks.ts";
import { builtInPlatforms } from "../platform/built-in-platforms.ts";
import { renderChecks } from "../render/render-checks.ts";
import { readFiles } from "../repo/files/read-files.ts";
import { openMemory, type StoredMemory } from "../repo/local/memory-store.ts";
import type { TreeSource } from "../repo/record/record.ts";
import { findWorkspace, type Workspace } from "../repo/workspace.ts";
import { type Candidate, renderCandidates, withChecks } from "./candidates.ts";
import { Secrets } from "./secrets/secrets.ts";

/** Everything the workspace declares, rendered: the left side of every comparison. */
export type Declared = {
  readonly workspace: Workspace;
  /** Where it is read from, where that is not the work tree. */
  readonly source?: TreeSource;
  readonly files: WorkspaceFiles;
  readonly intent: Intent;
  /** Digest over every file intent is made of: neither rendered configurations nor golden cases. */
  readonly digest: string;
  readonly candidates: ReadonlyMap<string, Candidate>;
  /** What the candidates refer to, where it was resolved. */
  readonly secrets: Secrets;
  /** What earlier runs worked out, and what this one does. */
  readonly stored: StoredMemory;
};

/**
 * `bare`: from the files alone, and secrets are placeholders. `sealed`: secrets are resolved, and the placeholders carry
 * their fingerprints; for stories that compare with what devices have.
 */
export type Manner = "bare" | "sealed";

/** Reads and renders the workspace around `from`, with everything that is wrong in it. */
export async function readDeclared(
  from: string,
  manner: Manner = "bare",
): Promise<{ readonly declared: Declared; readonly findings: readonly Finding[] }> {
  const workspace = await findWorkspace(from);
  const stored = openMemory(workspace);
  const files = await readFiles(workspace, stored);
  // A story that goes on while people edit has all it may ask for from the start.
  if (manner === "sealed") files.fetchAll();
  return declaredIn(workspace, files, manner, stored);
}

/** The same of texts that lie anywhere, by path relative to the root. */
export async function declaredIn(
  workspace: Workspace,
  files: WorkspaceFiles,
  manner: Manner,
  stored: StoredMemory,
): Promise<{ readonly declared: Declared; readonly findings: readonly Finding[] }> {
  const sources = sourcesAmong(files);
  const { intent, findings } = readIntent(sources, builtInPlatforms, stored.memory);
  // Findings of later steps that only follow from earlier ones would bury those.
  const making = {
    ...{ intent, memory: stored.memory, isSealed: manner === "sealed" },
    secretsOf: (texts: readonly string[]) =>
      Secrets.open({ workspace, settings: intent.settings }, texts),
  };
  const rendered =
    findings.length > 0
      ? { candidates: [], findings: [], secrets: await making.secretsOf([]) }
      : await renderCandidates(making);
  const checked = findings.length > 0 ? noChecks : checksOf(intent);
  const candidates = new Map(
    rendered.candidates.map((each): [string, Candidate] => [
      each.device.name,
      withChecks(each, checked.checks.get(each.device.name) ?? []),
    ]),
  );
  const declared: Declared = {
    ...{ workspace, files, intent, digest: digestOf(sources), candidates },
    ...{ secrets: rendered.secrets, stored },
  };
  const later = sortFindings([...rendered.findings, ...checked.findings]);
  return { declared, findings: [...findings, ...withSource(later, files)] };
}

type Checked = {
  readonly checks: ReadonlyMap<string, readonly Check[]>;
  readonly findings: readonly Finding[];
};

const noChecks: Checked = { checks: new Map(), findings: [] };

/** What must hold on every device when it runs its candidate. */
function checksOf(intent: Intent): Checked {
  const rendered = renderChecks(intent);
  const { checks, findings } = deviceChecks(intent, rendered.checks);
  return { checks, findings: [...rendered.findings, ...findings] };
}

/** The same for a story that cannot go on with findings. NetctlError `invalid` carries them. */
export async function requireDeclared(from: string, manner: Manner = "bare"): Promise<Declared> {
  return withoutFindings(await readDeclared(from, manner));
}

/** What is declared, where nothing is wrong with it. NetctlError `invalid` carries what is. */
export function withoutFindings({
  declared,
  findings,
}: {
  readonly declared: Declared;
  readonly findings: readonly Finding[];
}): Declared {
  if (findings.length === 0) return declared;
  throw new NetctlError("invalid", "the intent has findings", { findings });
}

/** What intent is made of: neither rendered configurations nor golden cases. */
function sourcesAmong(files: WorkspaceFiles): WorkspaceFiles {
  const isSource = (path: string) =>
    path.startsWith("devices/") ? !path.endsWith(".conf") : !isOfTest(path);
  const paths = [...files.keys()].filter(isSource);
  return {
    keys: () => paths,
    get: (path) => files.get(path),
    digestOf: (path) => textDigest(files, path),
  };
}

/**
 * The line a finding shows is the author's, whatever text it was found in. Files with a secret in plain do not get this
 * far: they have findings of their own, which show no such line.
 */
function withSource(findings: readonly Finding[], files: WorkspaceFiles): Finding[] {
  return findings.map((finding) => {
    const line = files.get(finding.place.path)?.split("\n")[finding.place.line - 1];
    return line === undefined ? finding : { ...finding, source: line };
  });
}

function digestOf(files: WorkspaceFiles): string {
  const lines = [...files.keys()].sort().map((path) => `${path}\0${textDigest(files, path)}\0`);
  return hash("sha256", lines.join(""), "hex");
}
