import { type Finding, sortFindings } from "../errors.ts";
import type { Platform } from "../platform/platform.ts";
import type { Device, Intent, Model, Settings, Template } from "./intent.ts";
import { deviceSchema, settingsSchema } from "./inventory-schema.ts";
import { mayHoldSecret, plainSecretCodes } from "./plain-secrets.ts";
import {
  type KnownPlatforms,
  type Products,
  readPlatforms,
} from "./platform-file/read-platforms.ts";
import { readDevice } from "./read-device.ts";
import { type ReadyModel, readModel } from "./read-model.ts";
import { partFits, type ReadService, readService } from "./read-service.ts";
import { defaultSettings, readSettings } from "./read-settings.ts";
import { inventoryFindings } from "./rules/inventory-rules.ts";
import { platformLimitFindings, platformNameFindings } from "./rules/platform-limits.ts";
import { modelReferenceFindings, onDeviceFindings } from "./rules/references.ts";
import { sameValueFindings } from "./rules/same-values.ts";
import { templateFindings } from "./rules/template-rules.ts";
import { uniqueFindings } from "./rules/unique.ts";
import type { Fits, JsonObject } from "./schema-walk.ts";
import { readSourceDocument, type SourceDocument } from "./source-document.ts";
import { makeValidator, type Validator } from "./validator.ts";
import { type FileKind, workspaceLayout } from "./workspace-layout.ts";

/** The files of a workspace: path relative to its root, with forward slashes, to text. */
export type WorkspaceFiles = ReadonlyMap<string, string>;

/** Carries one reading: what findings there are so far, and what all parts need. */
type Reading = {
  readonly files: WorkspaceFiles;
  readonly layout: readonly FileKind[];
  readonly validator: Validator;
  readonly findings: Finding[];
};

/**
 * Reads `netctl.yaml` and everything below `models/`, `templates/` and `devices/`. All findings come at once, sorted;
 * what has findings is left out of the intent, which must then not be acted on. A `platform.yaml` with the name of a
 * built-in platform takes its place.
 */
export function readIntent(
  files: WorkspaceFiles,
  builtIn: ReadonlyMap<string, Platform>,
): { readonly intent: Intent; readonly findings: readonly Finding[] } {
  const layout = workspaceLayout([...files.keys()]);
  const reading: Reading = {
    files,
    layout: layout.files,
    validator: makeValidator(),
    findings: [...layout.findings, ...twiceDeclared(layout.files)],
  };
  const settings = settingsOf(reading);
  const { platforms, products } = platformsOf(reading, builtIn);
  const devices = devicesOf(reading, settings, products);
  const models = modelsOf(reading);
  const services = servicesOf(reading, models);
  const templates = templatesOf(reading);
  const intent: Intent = {
    settings,
    devices,
    models: new Map([...models].map(([name, { model }]): [string, Model] => [name, model])),
    services: services
      .map((read) => read.service)
      .sort((a, b) => compare(a.model, b.model) || compare(a.name, b.name)),
    templates,
    platforms,
  };
  const findings = [
    ...reading.findings,
    ...modelReferenceFindings(models, declaredNames(reading, "schema")),
    ...platformNameFindings(models, [...products.keys()]),
    ...sameValueFindings(services),
    ...uniqueFindings(services),
    ...onDeviceFindings(services),
    ...platformLimitFindings(services, devices),
    ...inventoryFindings(intent),
    ...templateFindings(intent, declaredNames(reading, "schema"), [...products.keys()]),
  ];
  return { intent, findings: withSources(sortFindings(findings), files) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function ofKind<K extends FileKind["kind"]>(
  reading: Reading,
  kind: K,
): Extract<FileKind, { kind: K }>[] {
  return reading.layout.filter((f): f is Extract<FileKind, { kind: K }> => f.kind === kind);
}

function declaredNames(reading: Reading, kind: "schema" | "device"): string[] {
  return [
    ...ofKind(reading, "schema").map((f) => (kind === "schema" ? f.model : "")),
    ...ofKind(reading, "device").map((f) => (kind === "device" ? f.name : "")),
  ].filter((name) => name !== "");
}

function declaredServices(reading: Reading): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  for (const { model, name } of ofKind(reading, "service"))
    named.set(model, (named.get(model) ?? new Set()).add(name));
  return named;
}

function open(reading: Reading, path: string): SourceDocument | undefined {
  const { document, findings } = readSourceDocument(path, reading.files.get(path) ?? "");
  reading.findings.push(...findings);
  return findings.length > 0 ? undefined : document;
}

function settingsOf(reading: Reading): Settings {
  const text = reading.files.get("netctl.yaml") ?? "";
  // An empty file is the shortest way to mark the root of a workspace.
  if (/^(?:\s*(?:#.*)?(?:\r?\n|$))*$/.test(text)) return defaultSettings;
  const source = open(reading, "netctl.yaml");
  if (source === undefined) return defaultSettings;
  const { settings, findings } = readSettings(source, reading.validator.compile(settingsSchema));
  reading.findings.push(...findings);
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
  const check = reading.validator.compile(deviceSchema);
  const devices = new Map<string, Device>();
  for (const file of ofKind(reading, "device")) {
    const source = open(reading, file.path);
    if (source === undefined) continue;
    const { device, findings } = readDevice(file.name, source, { products, settings, check });
    reading.findings.push(...findings);
    if (device !== undefined) devices.set(file.name, device);
  }
  return devices;
}

function modelsOf(reading: Reading): Map<string, ReadyModel> {
  const models = new Map<string, ReadyModel>();
  for (const file of ofKind(reading, "schema")) {
    const source = open(reading, file.path);
    if (source === undefined) continue;
    const { ready, findings } = readModel(file.model, source, reading.validator);
    reading.findings.push(...findings);
    if (ready !== undefined) models.set(file.model, ready);
  }
  return models;
}

function servicesOf(reading: Reading, models: ReadonlyMap<string, ReadyModel>): ReadService[] {
  const services: ReadService[] = [];
  // A device whose own file is wrong is known all the same: its finding stands there, not in each service.
  const devices = new Set(declaredNames(reading, "device"));
  const schemas = declaredNames(reading, "schema");
  const named = declaredServices(reading);
  const fits = new Map<string, Fits>();
  for (const file of ofKind(reading, "service")) {
    const ready = models.get(file.model);
    if (!schemas.includes(file.model)) reading.findings.push(withoutSchema(file));
    const source = open(reading, file.path);
    if (source === undefined || ready === undefined) continue;
    const partFit =
      fits.get(file.model) ?? partFits(ready.model.schema as JsonObject, reading.validator);
    fits.set(file.model, partFit);
    const { read, findings } = readService(file.name, source, ready, {
      ...{ devices, services: named, fits: partFit },
    });
    reading.findings.push(...findings);
    if (read !== undefined) services.push(read);
  }
  return services;
}

function templatesOf(reading: Reading): Map<string, Template> {
  return new Map(
    ofKind(reading, "template").map((file): [string, Template] => [
      `${file.platform}/${file.name}`,
      { path: file.path, text: reading.files.get(file.path) ?? "" },
    ]),
  );
}

function withoutSchema(file: Extract<FileKind, { kind: "service" }>): Finding {
  return {
    code: "NC1012",
    message: `the model \`${file.model}\` has no schema`,
    place: { path: file.path, line: 1, column: 1 },
    hint: `write models/${file.model}/schema.yaml`,
  };
}

/** Files that declare the same thing twice, which only `.yaml` beside `.json` can. */
function twiceDeclared(files: readonly FileKind[]): Finding[] {
  const seen = new Map<string, string>();
  return files.flatMap((file) => {
    if (file.kind === "template" || file.kind === "settings") return [];
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
    if (source === undefined || source === "" || source.length > 300) return finding;
    const isSecret = secret.has(lineOf(finding)) || (isInventory && mayHoldSecret(source));
    return isSecret ? finding : { ...finding, source };
  });
}
