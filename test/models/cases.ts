import type { Config } from "../../src/config/config.ts";
import { mergeConfigs } from "../../src/config/merge-configs.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import type { Platform } from "../../src/platform/platform.ts";
import type { Fragment } from "../../src/render/fragment.ts";
import { render } from "../../src/render/render.ts";
import { caseWorkspace, type ModelCase, modelCases } from "../../src/workflow/author/model-case.ts";
import { line, starterFiles } from "../support/workspace.ts";

/** The library: schemas and templates of the starter, and its golden cases. */
export const library: ReadonlyMap<string, string> = starterFiles();

/** All golden cases, by `<model>/<case>`. */
export const cases: ReadonlyMap<string, ModelCase> = new Map(
  modelCases(library).map((each) => [`${each.model}/${each.name}`, each]),
);

/** What a case asks of one device: the services around it alone, and all of it. */
export type Asked = {
  readonly platform: Platform;
  readonly around: Config;
  readonly whole: Config;
};

/** What a case asks of each device that its own service speaks of; none where the case is one of a refusal. */
export function asked(name: string): ReadonlyMap<string, Asked> {
  const found = cases.get(name);
  if (found === undefined) throw new Error(`there is no case ${name}`);
  const own = `models/${found.model}/${found.name}.yaml`;
  const { intent, findings } = readIntent(caseWorkspace(library, found, own), builtInPlatforms);
  const rendered = findings.length > 0 ? { fragments: [], findings } : render(intent);
  if (rendered.findings.length > 0) return new Map();
  const touched = rendered.fragments.filter(({ service }) => service.path === own);
  return new Map(
    touched.map(({ device }) => {
      const platform = intent.platforms.get(intent.devices.get(device)?.platform ?? "") as Platform;
      const all = rendered.fragments.filter((fragment) => fragment.device === device);
      const around = all.filter(({ service }) => service.path !== own);
      return [device, { platform, around: merged(around, platform), whole: merged(all, platform) }];
    }),
  );
}

/** The fragments of one device as one candidate; it must be free of findings. */
export function merged(fragments: readonly Fragment[], platform: Platform): Config {
  const parsed = fragments.map(({ text, service }) =>
    parseConfig(text, platform, { path: service.path }),
  );
  const { config, findings } = mergeConfigs(
    parsed.map((each) => each.config),
    platform,
  );
  const wrong = [...parsed.flatMap((each) => each.findings), ...findings];
  if (wrong.length > 0) throw new Error(wrong.map(line).join("\n"));
  return config;
}
