import type { Finding } from "../errors.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { DeviceMention, Json, Service, ServiceReference } from "./intent.ts";
import { digest } from "./memory.ts";
import { type CheckReader, withoutChecks } from "./read-checks.ts";
import type { ReadyModel } from "./read-model.ts";
import { type Claiming, claimsOf } from "./rules/claims.ts";
import { endFindings } from "./rules/same-values.ts";
import { schemaFindings } from "./schema-findings.ts";
import { type Fits, isObject, type JsonObject, type Meeting, walkSchema } from "./schema-walk.ts";
import { serviceReferences } from "./service-references.ts";
import { secretFindings, withPlaceholders } from "./service-secrets.ts";
import { copied, deepFreeze, type SourceDocument } from "./source-document.ts";
import { withValues } from "./stand-ins.ts";
import type { SchemaError, Validator } from "./validator.ts";

/** What a service is checked against, besides its model. */
export type ServiceSurroundings = {
  /** Names of the declared devices. */
  readonly devices: ReadonlySet<string>;
  /** Names of the declared services, by model. */
  readonly services: ReadonlyMap<string, ReadonlySet<string>>;
  readonly fits: Fits;
  /** Values drawn from pools, by JSON pointer; undefined where there was none. */
  readonly drawn: ReadonlyMap<string, Json | undefined>;
  readonly readChecks: CheckReader;
};

/** Checks one service against its model, the inventory and the services it refers to. */
export function readService(
  name: string,
  source: SourceDocument,
  ready: ReadyModel,
  context: ServiceSurroundings,
): { readonly read: Claiming | undefined; readonly findings: readonly Finding[] } {
  // The check fills in defaults, so it works on a copy.
  const filled = withValues(withPlaceholders(withoutChecks(source.value)), context.drawn);
  const document = copied(filled);
  const errors = ready.check(document);
  const meetings = walkSchema(ready.model.schema as JsonObject, deepFreeze(document), context.fits);
  const mentions = deviceMentions(meetings);
  const references = serviceReferences(meetings);
  const secrets = secretFindings(source, meetings);
  const checks = context.readChecks(source, "service");
  const findings = [
    ...checks.findings,
    ...secrets.findings,
    ...schemaFindings(
      errors.filter((error) => !isSilent(error, secrets.pointers, context.drawn)),
      source,
      ready.source,
    ),
    ...mentions
      .filter((mention) => !context.devices.has(mention.device))
      .map((mention) => unknownDevice(mention, source, [...context.devices])),
    ...references.flatMap((reference) => unknownService(reference, source, context.services)),
  ];
  if (findings.length > 0) return { read: undefined, findings };
  const service: Service = {
    name,
    model: ready.model.name,
    path: source.path,
    document,
    digest: digest([ready.model.name, name, JSON.stringify(document), JSON.stringify(mentions)]),
    devices: [...new Set(mentions.map((mention) => mention.device))].sort(),
    mentions,
    references,
    checks: checks.checks,
    placeOf: source.placeOf,
    isWritten: source.has,
  };
  return {
    read: { service, claims: claimsOf(service, meetings) },
    findings: endFindings(source, meetings),
  };
}

function deviceMentions(meetings: readonly Meeting[]): DeviceMention[] {
  const found = new Map<string, DeviceMention>();
  for (const { schema, pointer, value } of meetings)
    if (schema["device"] === true && typeof value === "string")
      found.set(pointer, { pointer, device: value });
  return [...found.values()];
}

function unknownDevice(
  mention: DeviceMention,
  source: SourceDocument,
  devices: readonly string[],
): Finding {
  return {
    code: "NC1020",
    message: `unknown device \`${mention.device}\``,
    place: source.placeOf(mention.pointer),
    hint: didYouMean(mention.device, devices) ?? `declare it in devices/${mention.device}.yaml`,
  };
}

function unknownService(
  { pointer, model, service }: ServiceReference,
  source: SourceDocument,
  services: ReadonlyMap<string, ReadonlySet<string>>,
): Finding[] {
  if (services.get(model)?.has(service)) return [];
  const known = [...(services.get(model) ?? [])];
  return [
    {
      code: "NC1060",
      message: `unknown ${model} \`${service}\``,
      place: source.placeOf(pointer),
      hint: didYouMean(service, known) ?? `declare it in models/${model}/${service}.yaml`,
    },
  ];
}

/** Of a secret nothing is said that could quote it, and of a value that a pool did not give there is nothing to say. */
function isSilent(
  { instancePath }: SchemaError,
  secrets: ReadonlySet<string>,
  drawn: ReadonlyMap<string, Json | undefined>,
): boolean {
  return (
    secrets.has(instancePath) || (drawn.has(instancePath) && drawn.get(instancePath) === undefined)
  );
}

/** Tells whether values fit parts of one model's schema; compiles each part once. */
export function partFits(root: JsonObject, validator: Validator): Fits {
  const checks = new Map<JsonObject, (value: unknown) => boolean>();
  const shared = Object.fromEntries(
    ["definitions", "$defs"].filter((key) => isObject(root[key])).map((key) => [key, root[key]]),
  );
  return (part, value) => {
    const known = checks.get(part);
    const check = known ?? compilePart({ ...part, ...shared }, validator);
    if (known === undefined) checks.set(part, check);
    return check(copied(value));
  };
}

function compilePart(part: object, validator: Validator): (value: unknown) => boolean {
  try {
    const check = validator.compile(part);
    return (value) => check(value).length === 0;
  } catch {
    // A part that only makes sense in its place (`required` beside the properties of its parent): follow it.
    return () => true;
  }
}
