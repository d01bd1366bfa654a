import { createHash } from "node:crypto";
import type { Config } from "../config/config.ts";
import { mergeConfigs } from "../config/merge-configs.ts";
import { parseConfig } from "../config/parse-config.ts";
import { printConfig } from "../config/print-config.ts";
import { type Finding, NetctlError, sortFindings } from "../errors.ts";
import type { Device, Intent } from "../intent/intent.ts";
import { readIntent } from "../intent/read-intent.ts";
import { isOfTest } from "../intent/workspace-layout.ts";
import type { Check } from "../plan/checks/check.ts";
import { deviceChecks } from "../plan/checks/device-checks.ts";
import { builtInPlatforms } from "../platform/built-in-platforms.ts";
import type { Platform } from "../platform/platform.ts";
import { type Fragment, render } from "../render/render.ts";
import { renderChecks } from "../render/render-checks.ts";
import type { TreeSource } from "../repo/record/record.ts";
import { findWorkspace, readFiles, type Workspace } from "../repo/workspace.ts";
import { Secrets } from "./secrets/secrets.ts";

/** What intent asks of one device. */
export type Candidate = {
  readonly device: Device;
  readonly platform: Platform;
  readonly config: Config;
  /** As it is recorded in `devices/<device>.conf`. */
  readonly text: string;
  /** What must hold when it runs that. */
  readonly checks: readonly Check[];
};

/** Everything the workspace declares, rendered: the left side of every comparison. */
export type Declared = {
  readonly workspace: Workspace;
  /** Where it is read from, where that is not the work tree. */
  readonly source?: TreeSource;
  readonly files: ReadonlyMap<string, string>;
  readonly intent: Intent;
  /** Digest over every file intent is made of: neither rendered configurations nor golden cases. */
  readonly digest: string;
  readonly candidates: ReadonlyMap<string, Candidate>;
  /** What the candidates refer to, where it was resolved. */
  readonly secrets: Secrets;
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
  return declaredIn(workspace, await readFiles(workspace), manner);
}

/** The same of texts that lie anywhere, by path relative to the root. */
export async function declaredIn(
  workspace: Workspace,
  files: ReadonlyMap<string, string>,
  manner: Manner,
): Promise<{ readonly declared: Declared; readonly findings: readonly Finding[] }> {
  const sources = new Map([...files].filter(([path]) => !isRendered(path) && !isOfTest(path)));
  const { intent, findings } = readIntent(sources, builtInPlatforms);
  // Findings of later steps that only follow from earlier ones would bury those.
  const { settings } = intent;
  const rendered = findings.length > 0 ? { fragments: [], findings: [] } : render(intent);
  const texts = manner === "bare" ? [] : rendered.fragments.map(({ text }) => text);
  const secrets = await Secrets.open({ workspace, settings }, texts);
  const { candidates, findings: later } =
    findings.length > 0
      ? { candidates: new Map(), findings: [] }
      : mergeRendered(intent, rendered, secrets);
  const declared = { workspace, files, intent, digest: digestOf(sources), candidates, secrets };
  return { declared, findings: [...findings, ...withSource(sortFindings(later), files)] };
}

/** What is asked of every device: its configuration, and what must hold when it runs that. */
function mergeRendered(
  intent: Intent,
  rendered: ReturnType<typeof render>,
  secrets: Secrets,
): { readonly candidates: Declared["candidates"]; readonly findings: readonly Finding[] } {
  const renderedChecks = renderChecks(intent);
  const { checks, findings } = deviceChecks(intent, renderedChecks.checks);
  const merged = mergeAll(intent, rendered.fragments, checks, secrets);
  return {
    candidates: new Map(merged.map(({ candidate }) => [candidate.device.name, candidate])),
    findings: [
      ...rendered.findings,
      ...merged.flatMap((each) => each.findings),
      ...renderedChecks.findings,
      ...findings,
    ],
  };
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

function mergeAll(
  intent: Intent,
  fragments: readonly Fragment[],
  checks: ReadonlyMap<string, readonly Check[]>,
  secrets: Secrets,
): { readonly candidate: Candidate; readonly findings: readonly Finding[] }[] {
  return [...intent.devices.values()].map((device) => {
    const platform = intent.platforms.get(device.platform);
    if (!platform) throw new Error(`no platform ${device.platform}`);
    const own = fragments.filter((fragment) => fragment.device === device.name);
    const parsed = own.map((fragment) =>
      parseConfig(secrets.sealed(fragment.text), platform, {
        path: fragment.service.path,
        originOf: fragment.originOf,
      }),
    );
    const { config, findings } = mergeConfigs(
      parsed.map((each) => each.config),
      platform,
    );
    return {
      candidate: {
        ...{ device, platform, config, text: printConfig(config) },
        checks: checks.get(device.name) ?? [],
      },
      findings: [...parsed.flatMap((each) => each.findings), ...findings],
    };
  });
}

function isRendered(path: string): boolean {
  return path.startsWith("devices/") && path.endsWith(".conf");
}

/**
 * The line a finding shows is the author's, whatever text it was found in. Files with a secret in plain do not get this
 * far: they have findings of their own, which show no such line.
 */
function withSource(findings: readonly Finding[], files: ReadonlyMap<string, string>): Finding[] {
  return findings.map((finding) => {
    const line = files.get(finding.place.path)?.split("\n")[finding.place.line - 1];
    return line === undefined ? finding : { ...finding, source: line };
  });
}

function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${Buffer.byteLength(text)}\0${text}`);
  }
  return hash.digest("hex");
}
