import { parseConfig } from "../../config/parse-config.ts";
import { printConfig } from "../../config/print-config.ts";
import { sortFindings } from "../../errors.ts";
import { readIntent } from "../../intent/read-intent.ts";
import { builtInPlatforms } from "../../platform/built-in-platforms.ts";
import { render } from "../../render/render.ts";

/** A golden case: one service of a model, and what is made of it. `files` are those of its folder, by path in it. */
export type ModelCase = {
  readonly model: string;
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
};

/** The golden cases of a workspace: every `models/<model>/tests/<case>/` with a `service.yaml`. */
export function modelCases(workspace: ReadonlyMap<string, string>): ModelCase[] {
  const cases = new Map<string, { model: string; name: string; files: Map<string, string> }>();
  for (const [path, text] of workspace) {
    const [, model, name, file] = /^models\/([^/]+)\/tests\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (model === undefined || name === undefined || file === undefined) continue;
    const key = `${model}/${name}`;
    const found = cases.get(key) ?? { model, name, files: new Map() };
    found.files.set(file, text);
    cases.set(key, found);
  }
  return [...cases.values()].filter(({ files }) => files.has("service.yaml"));
}

/** True for the files of a case that say what is expected. */
export function isExpectation(file: string): boolean {
  return file === "findings.txt" || /^[^/]+\.conf$/.test(file);
}

/**
 * What is made of a case with the schemas and templates of its workspace: `<device>.conf` for each device that is given
 * lines, `findings.txt` where something is wrong. Devices named by a platform, such as `eos` and `eos-2`, need no file.
 */
export function caseResult(
  workspace: ReadonlyMap<string, string>,
  tested: ModelCase,
): ReadonlyMap<string, string> {
  const own = `models/${tested.model}/${tested.name}.yaml`;
  const { intent, findings } = readIntent(caseWorkspace(workspace, tested, own), builtInPlatforms);
  const rendered = findings.length > 0 ? { fragments: [], findings: [] } : render(intent);
  const result = new Map<string, string>();
  const wrong = [...findings, ...rendered.findings];
  for (const { device, service, text, originOf } of rendered.fragments) {
    const platform = intent.platforms.get(intent.devices.get(device)?.platform ?? "");
    if (service.path !== own || platform === undefined || text === "") continue;
    const { config, findings: misread } = parseConfig(text, platform, { path: own, originOf });
    wrong.push(...misread);
    result.set(`${device}.conf`, printConfig(config));
  }
  const told = sortFindings(wrong).map(({ place, code, message }) => {
    const path = place.path === own ? "service.yaml" : place.path;
    return `${path}:${place.line}:${place.column} ${code} ${message}\n`;
  });
  if (told.length > 0) result.set("findings.txt", told.join(""));
  return result;
}

/** The case as a workspace of its own, with as much of the other one as it needs; `own` is the path of its service. */
export function caseWorkspace(
  workspace: ReadonlyMap<string, string>,
  { model, files }: ModelCase,
  own: string,
): Map<string, string> {
  const inner = [...files].filter(([path]) => /^(?:models|devices|pools)\//.test(path));
  const models = new Set([model, ...inner.map(([path]) => path.split("/")[1] ?? "")]);
  for (const each of models)
    for (const [, name] of schemaOf(workspace, each).matchAll(/\bservice:\s*["']?([a-z0-9-]+)/g))
      models.add(name ?? "");
  const needed = [...workspace].filter(([path]) => {
    const [room = "", second = "", third = ""] = path.split("/");
    if (room === "models") return third.startsWith("schema.") && models.has(second);
    return room === "templates" && (!third.endsWith(".njk") || isTemplateOf(third, models));
  });
  const texts = [...files].filter(([path]) => !isExpectation(path)).map(([, text]) => text);
  return new Map([
    ["netctl.yaml", ""],
    ...devicesNamedIn(texts, workspace),
    ...needed,
    ...inner,
    [own, files.get("service.yaml") ?? ""],
  ]);
}

function schemaOf(workspace: ReadonlyMap<string, string>, model: string): string {
  const at = `models/${model}/schema`;
  return workspace.get(`${at}.yaml`) ?? workspace.get(`${at}.json`) ?? "";
}

function isTemplateOf(file: string, models: ReadonlySet<string>): boolean {
  return file.startsWith("_") || models.has(file.replace(/\.njk$/, ""));
}

function devicesNamedIn(
  texts: readonly string[],
  workspace: ReadonlyMap<string, string>,
): [string, string][] {
  const folders = [...workspace.keys()].map((path) => /^templates\/([^/]+)\//.exec(path)?.[1]);
  const platforms = new Set([
    ...builtInPlatforms.keys(),
    ...folders.filter((f) => f !== undefined),
  ]);
  let count = 0;
  return [...platforms].flatMap((platform) => {
    const name = new RegExp(`(?<![\\w/-])${platform}(?:-[a-z0-9]+)*(?![\\w/-])`, "g");
    const names = new Set(texts.flatMap((text) => text.match(name) ?? []));
    return [...names].map((device): [string, string] => {
      const product = builtInPlatforms.get(platform)?.products[0];
      count += 1;
      return [
        `devices/${device}.yaml`,
        `${product === undefined ? "" : `product: ${product}\n`}platform: ${platform}\naddress: 192.0.2.${count}\ncredential: { user: netctl, agent: true }\n`,
      ];
    });
  });
}
