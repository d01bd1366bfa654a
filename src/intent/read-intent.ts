import assert from "node:assert/strict";
import { type Finding, sortFindings } from "../errors.ts";
import type { Platform } from "../platform/platform.ts";
import { documentLater } from "./document-later.ts";
import type { Device, Intent, Model, Settings, Template } from "./intent.ts";
import { deviceSchema, settingsSchema } from "./inventory-schema.ts";
import { digest, type Memory, noMemory } from "./memory.ts";
import { mayHoldSecret, plainSecretCodes } from "./plain-secrets.ts";
import {
  type KnownPlatforms,
  type Products,
  readPlatforms,
} from "./platform-file/read-platforms.ts";
import { checkReader } from "./read-checks.ts";
import { readDevice, recallDevice } from "./read-device.ts";
import { type ReadyModel, readModel } from "./read-model.ts";
import { readServices } from "./read-services.ts";
import { defaultSettings, readSettings } from "./read-settings.ts";
import {
  byKind,
  declaredNames,
  ofKind,
  open,
  type Reading,
  textDigest,
  type WorkspaceFiles,
} from "./reading.ts";
import { inventoryFindings } from "./rules/inventory-rules.ts";
import { platformLimitFindings, platformNameFindings } from "./rules/platform-limits.ts";
import { modelReferenceFindings, onDeviceFindings } from "./rules/references.ts";
import { sameForDeviceFindings } from "./rules/same-values.ts";
import { missingTemplateFindings, orphanFindings } from "./rules/template-rules.ts";
import { uniqueFindings } from "./rules/unique.ts";
import { templateFolder } from "./template-folder.ts";
import { makeValidator, type Validator } from "./validator.ts";
import { type FileKind, workspaceLayout } from "./workspace-layout.ts";

/**
 * Reads `netctl.yaml` and everything below `models/`, `pools/`, `templates/` and `devices/`. All findings come at once, sorted;
 * what has findings is left out of the intent, which must then not be acted on. A `platform.yaml` with the name of a
 * built-in platform takes its place.
 */
export function readIntent(
  files: WorkspaceFiles,
  builtIn: ReadonlyMap<string, Platform>,
  memory: Memory = noMemory,
): { readonly intent: Intent; readonly findings: readonly Finding[] } {
  const layout = workspaceLayout(files.keys());
  const validator = makeValidator();
  const reading: Reading = {
    files,
    layout: byKind(layout.files),
    validator,
    readChecks: checkReader(validator),
    findings: [...layout.findings, ...twiceDeclared(layout.files)],
    memory,
  };
  const settings = settingsOf(reading);
  const { platforms, products } = platformsOf(reading, builtIn);
  const devices = devicesOf(reading, settings, products);
  const models = modelsOf(reading);
  const templates = templatesOf(reading);
  const ground = groundOf({ devices, models, platforms, templates });
  const { services, suspects, taken, keep } = readServices(reading, models, ground);
  const intent: Intent = {
    settings,
    devices,
    models: new Map([...models].map(([name, { model }]): [string, Model] => [name, model])),
    services: [...services].sort((a, b) => compare(a.model, b.model) || compare(a.name, b.name)),
    templates,
    platforms,
    taken,
  };
  const schemas = [...declaredNames(reading, "schema")];
  const findings = [
    ...reading.findings,
    ...modelReferenceFindings(models, schemas),
    ...platformNameFindings(models, [...products.keys()]),
    ...sameForDeviceFindings(suspects),
    ...uniqueFindings(suspects),
    ...onDeviceFindings(suspects, services),
    ...platformLimitFindings(suspects, intent),
    ...missingTemplateFindings(suspects, intent),
    ...inventoryFindings(intent),
    ...orphanFindings(intent, schemas, [...products.keys()]),
  ];
  if (findings.length === 0) keep();
  return { intent, findings: withSources(sortFindings(findings), files) };
}

/** The digest of all but services that decides what may be wrong with one. */
function groundOf({
  devices,
  models,
  platforms,
  templates,
}: Pick<Intent, "devices" | "platforms" | "templates"> & {
  readonly models: ReadonlyMap<string, ReadyModel>;
}): string {
  return digest([
    ...[...devices.values()].map(({ name, platform }) => `device ${name} ${platform}`),
    ...[...models].map(([name, ready]) => `model ${name} ${ready.digest}`),
    ...[...platforms.keys()].map((name) => `platform ${name} ${templateFolder(platforms, name)}`),
    ...[...templates.keys()].map((key) => `template ${key}`),
  ]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function settingsOf(reading: Reading): Settings {
  const text = reading.files.get("netctl.yaml") ?? "";
  // An empty file is the shortest way to mark the root of a workspace.
  if (/^(?:\s*(?:#.*)?(?:\r?\n|$))*$/.test(text)) return defaultSettings;
  const source = open(reading, "netctl.yaml");
  if (source === undefined) return defaultSettings;
  const check = reading.validator.compile(settingsSchema);
  const { checks, findings: ofChecks } = reading.readChecks(source, "settings");
  const { settings, findings } = readSettings(source, checks, check);
  reading.findings.push(...(findings.length > 0 ? findings : ofChecks));
  return settings;
}

function platformsOf(reading: Reading, builtIn: ReadonlyMap<string, Platform>): KnownPlatforms {
  const files = ofKind(reading, "platform").map(({ name, path }) => ({
    name,
    source: open(reading, path),
  }));
  const { known, findings } = readPlatforms(files, builtIn, reading.validator);
  reading.findings.push(...findings);
  return known;
}

function devicesOf(reading: Reading, settings: Settings, products: Products): Map<string, Device> {
  let compiled: ReturnType<Validator["compile"]> | undefined;
  const check = (document: unknown) => {
    compiled ??= reading.validator.compile(deviceSchema);
    return compiled(document);
  };
  const devices = new Map<string, Device>();
  const { files, memory } = reading;
  for (const { name, path } of ofKind(reading, "device")) {
    const known = recallDevice(path, textDigest(files, path), memory);
    const source =
      known.file === undefined
        ? open(reading, path)
        : documentLater(path, () => open(reading, path) ?? assert.fail(`${path} was sound`));
    if (source === undefined) continue;
    const { checks, findings: ofChecks } =
      known.file === undefined ? reading.readChecks(source, "device") : noChecks;
    const context = { products, settings, check, checks, known, memory };
    const { device, findings } = readDevice(name, source, context);
    // The file's own schema has looked at the form of its checks.
    reading.findings.push(...(findings.length > 0 ? findings : ofChecks));
    if (device !== undefined) devices.set(name, device);
  }
  return counted(devices);
}

/** Devices in the order in which people count them: leaf2 before leaf10. */
function counted(devices: ReadonlyMap<string, Device>): Map<string, Device> {
  const rank = ([name]: [string, Device]) =>
    name.replace(/\d+/g, (number) => `${number.length}`.padStart(3, "0") + number);
  const ranked = [...devices].map((each) => ({ each, rank: rank(each) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return new Map(ranked.map(({ each }) => each));
}

const noChecks = { checks: [], findings: [] };

function modelsOf(reading: Reading): Map<string, ReadyModel> {
  const models = new Map<string, ReadyModel>();
  for (const file of ofKind(reading, "schema")) {
    const source = open(reading, file.path);
    if (source === undefined) continue;
    const { ready, findings } = readModel(file.model, source, reading);
    reading.findings.push(...findings);
    if (ready !== undefined) models.set(file.model, ready);
  }
  return models;
}

function templatesOf(reading: Reading): Map<string, Template> {
  return new Map(
    ofKind(reading, "template").map((file): [string, Template] => [
      `${file.platform}/${file.name}`,
      templateLater(reading.files, file.path),
    ]),
  );
}

/** A template whose text is read when it is rendered. */
function templateLater(files: WorkspaceFiles, path: string): Template {
  return {
    path,
    digest: textDigest(files, path),
    get text() {
      return files.get(path) ?? "";
    },
  };
}

/** Files that declare the same thing twice, which only `.yaml` beside `.json` can. */
function twiceDeclared(files: readonly FileKind[]): Finding[] {
  if (!files.some(({ path }) => path.endsWith(".json"))) return [];
  const seen = new Map<string, string>();
  return files.flatMap((file) => {
    if (["template", "settings", "taken"].includes(file.kind)) return [];
    const stem = file.path.replace(/\.[^.]+$/, "");
    const before = seen.get(stem);
    seen.set(stem, before ?? file.path);
    if (before === undefined) return [];
    return [
      {
        code: "NC1022",
        message: `${file.kind} \`${stem.slice(stem.lastIndexOf("/") + 1)}\` is declared twice`,
        place: { path: file.path, line: 1, column: 1 },
        hint: "remove one of the two files",
        related: [{ label: "also declared here", place: { path: before, line: 1, column: 1 } }],
      },
    ];
  });
}

/** Adds the text of the line to each, unless it is too long to show or may hold a secret. */
function withSources(findings: readonly Finding[], files: WorkspaceFiles): Finding[] {
  const lineOf = ({ place }: Finding): string => `${place.path}:${place.line}`;
  const secret = new Set(findings.filter(({ code }) => plainSecretCodes.has(code)).map(lineOf));
  return findings.map((finding) => {
    const { path, line } = finding.place;
    const source = files.get(path)?.split("\n", line)[line - 1]?.replace(/\r$/, "");
    const isInventory = path.startsWith("devices/") || path === "netctl.yaml";
    if (source === undefined || source.length > 300) return finding;
    const isSecret = secret.has(lineOf(finding)) || (isInventory && mayHoldSecret(source));
    return isSecret ? finding : { ...finding, source };
  });
}
