import type { Config } from "../config/config.ts";
import { mergeConfigs } from "../config/merge-configs.ts";
import { parseConfig } from "../config/parse-config.ts";
import { printConfig } from "../config/print-config.ts";
import { hasPlaceholder } from "../config/secret-placeholder.ts";
import type { Finding } from "../errors.ts";
import type { Device, Intent } from "../intent/intent.ts";
import type { Memory } from "../intent/memory.ts";
import type { Check } from "../plan/checks/check.ts";
import type { Platform } from "../platform/platform.ts";
import type { Fragment } from "../render/fragment.ts";
import { renderer } from "../render/render.ts";
import { renderDigests } from "../render/render-digests.ts";
import type { Secrets } from "./secrets/secrets.ts";

/** What intent asks of one device. */
export type Candidate = {
  readonly device: Device;
  readonly platform: Platform;
  /** Made when it is asked for, where an earlier run left the text: most devices do not change. */
  readonly config: Config;
  /** The same for who asks last: a tree is heavy, and not kept any longer. */
  readonly handOver: () => Config;
  /** As it is recorded in `devices/<device>.conf`. */
  readonly text: string;
  /** What must hold when it runs that. */
  readonly checks: readonly Check[];
};

/** Candidates without what must hold, and everything wrong with them. */
export type Rendered = {
  readonly candidates: readonly Omit<Candidate, "checks">[];
  readonly findings: readonly Finding[];
};

/** What candidates are made of. `secretsOf` gives the secrets of rendered texts. */
export type Making = {
  readonly intent: Intent;
  readonly memory: Memory;
  readonly isSealed: boolean;
  readonly secretsOf: (texts: readonly string[]) => Promise<Secrets>;
};

/** Renders all devices but those of which an earlier run of the same intent left the text. */
export async function renderCandidates(
  making: Making,
): Promise<Rendered & { readonly secrets: Secrets }> {
  const { intent, memory, isSealed, secretsOf } = making;
  const digests = renderDigests(intent, memory);
  const render = renderer(intent, { memory, digests });
  const known = new Map<string, string>();
  for (const device of intent.devices.values()) {
    const text = memory.recall("candidate", device.name, digests.ofDevice(device));
    // What was left holds no fingerprints: those are of this run's secrets.
    if (typeof text !== "string" || (isSealed && hasPlaceholder(text))) continue;
    known.set(device.name, text);
  }
  const missing = new Set([...intent.devices.keys()].filter((name) => !known.has(name)));
  const { fragments, findings } = render(missing);
  const secrets = await secretsOf(isSealed ? fragments.map(({ text }) => text) : []);
  const grouped = byDevice(fragments);
  const made = [...intent.devices.values()].map((device) => {
    const platform = platformOf(intent, device);
    const remake = remaking(device, platform, { render, secrets });
    const text = known.get(device.name);
    if (text !== undefined)
      return { candidate: candidateOf({ device, platform, text }, remake), findings: [] };
    const fragmentsOf = grouped.get(device.name) ?? [];
    const { config, findings: wrong } = merged(device, platform, fragmentsOf, secrets);
    const printed = { device, platform, text: printConfig(config) };
    return { candidate: candidateOf(printed, remake, config), findings: wrong };
  });
  const wrong = [...findings, ...made.flatMap((each) => each.findings)];
  for (const { candidate } of wrong.length === 0 ? made : []) {
    const { device, text } = candidate;
    if (missing.has(device.name) && !(isSealed && hasPlaceholder(text)))
      memory.keep("candidate", device.name, digests.ofDevice(device), text);
  }
  return { candidates: made.map(({ candidate }) => candidate), findings: wrong, secrets };
}

/** A candidate with what must hold; its configuration is still made only when it is asked for. */
export function withChecks(
  candidate: Omit<Candidate, "checks">,
  checks: readonly Check[],
): Candidate {
  const { device, platform, text, handOver } = candidate;
  return {
    ...{ device, platform, text, checks, handOver },
    get config() {
      return candidate.config;
    },
  };
}

function byDevice(fragments: readonly Fragment[]): ReadonlyMap<string, readonly Fragment[]> {
  const found = new Map<string, Fragment[]>();
  for (const fragment of fragments) {
    const known = found.get(fragment.device);
    if (known === undefined) found.set(fragment.device, [fragment]);
    else known.push(fragment);
  }
  return found;
}

/** Apart from what else there is while all are rendered: that must not be held by it. */
function remaking(
  device: Device,
  platform: Platform,
  { render, secrets }: { readonly render: ReturnType<typeof renderer>; readonly secrets: Secrets },
): () => Config {
  return () => merged(device, platform, render(new Set([device.name])).fragments, secrets).config;
}

function candidateOf(
  said: Pick<Candidate, "device" | "platform" | "text">,
  remake: () => Config,
  made?: Config,
): Omit<Candidate, "checks"> {
  let kept = made;
  const keep = (): Config => {
    kept ??= remake();
    return kept;
  };
  return {
    ...said,
    get config() {
      return keep();
    },
    handOver: () => {
      const config = keep();
      kept = undefined;
      return config;
    },
  };
}

function merged(
  device: Device,
  platform: Platform,
  fragments: readonly Fragment[],
  secrets: Secrets,
): { readonly config: Config; readonly findings: readonly Finding[] } {
  const texts = fragments.map(({ text }) => text);
  secrets.refuseAmbiguous(device.name, platform, texts);
  const parsed = fragments.map(({ text, service, originOf }) =>
    parseConfig(secrets.sealed(text), platform, { path: service.path, originOf }),
  );
  const { config, findings } = mergeConfigs(
    parsed.map((each) => each.config),
    platform,
  );
  return { config, findings: [...parsed.flatMap((each) => each.findings), ...findings] };
}

function platformOf(intent: Intent, device: Device): Platform {
  const platform = intent.platforms.get(device.platform);
  if (!platform) throw new Error(`no platform ${device.platform}`);
  return platform;
}
