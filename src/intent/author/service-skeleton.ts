import { stringify } from "yaml";
import { formats } from "../formats.ts";
import type { Json, Model } from "../intent.ts";
import { isObject, type JsonObject } from "../schema-walk.ts";
import { schemasOf } from "./describe-model.ts";

/** The first line of a service, by which editors find its schema. */
export const schemaLine = "# yaml-language-server: $schema=./schema.yaml\n";

/**
 * A service to begin with, made of the schema: what is required, with values of the schema's first example, and the
 * rest behind `#`, each with its description above it. Devices of the example that there are stay, the others become
 * some that there are.
 */
export function serviceSkeleton(model: Model, devices: readonly string[]): string {
  const root = model.schema as JsonObject;
  const [example] = Array.isArray(root["examples"]) ? (root["examples"] as Json[]) : [];
  const written = JSON.stringify(example ?? {});
  const free = devices.filter((device) => !written.includes(`"${device}"`));
  const renamed = new Map(devices.map((device) => [device, device]));
  const deviceFor = (name: string): string => {
    const device = renamed.get(name) ?? free.shift() ?? name;
    renamed.set(name, device);
    return device;
  };
  const lines = mappingLines({ root, deviceFor }, root, isObject(example) ? example : {});
  const about = [model.title, model.description].filter((text) => text !== undefined);
  return [schemaLine.trimEnd(), ...about.flatMap(commented), "", ...lines, ""].join("\n");
}

type Skeleton = { readonly root: JsonObject; readonly deviceFor: (name: string) => string };

function mappingLines(skeleton: Skeleton, part: JsonObject, example: JsonObject): string[] {
  const schemas = schemasOf(skeleton.root, part);
  const required = schemas.flatMap((s) =>
    Array.isArray(s["required"]) ? (s["required"] as Json[]) : [],
  );
  // Branches may speak of one property several times: the first word counts.
  const properties: JsonObject = Object.assign(
    {},
    ...[part, ...schemas.toReversed()].map((s) => s["properties"]),
  );
  return Object.entries(properties).flatMap(([name, schema]) => {
    if (!isObject(schema)) return [];
    const merged: JsonObject = Object.assign({}, ...schemasOf(skeleton.root, schema).reverse());
    const above = commented(String(merged["description"] ?? ""));
    const lines = propertyLines(skeleton, name, merged, example[name]);
    return [...above, ...(required.includes(name) ? lines : lines.map((line) => `# ${line}`))];
  });
}

function propertyLines(
  skeleton: Skeleton,
  name: string,
  schema: JsonObject,
  example: Json | undefined,
): string[] {
  const items = schema["items"];
  if (isObject(items)) {
    const given = Array.isArray(example) ? (example as Json[]) : [];
    const count = Math.max(1, given.length, Number(schema["minItems"] ?? 0));
    const entries = Array.from({ length: count }, (_, i) =>
      entryLines(skeleton, items, given[i] ?? given[0]).filter(
        // What the first entry explains, the others need not.
        (line) => i === 0 || !/^\s*#/.test(line),
      ),
    );
    return [`${name}:`, ...entries.flat().map((line) => `  ${line}`)];
  }
  if (isObject(schema["properties"])) {
    const inside = mappingLines(skeleton, schema, isObject(example) ? example : {});
    return [`${name}:`, ...inside.map((line) => `  ${line}`)];
  }
  return `${name}: ${scalar(skeleton, schema, example)}`.split("\n");
}

function entryLines(skeleton: Skeleton, items: JsonObject, example: Json | undefined): string[] {
  const schema: JsonObject = Object.assign({}, ...schemasOf(skeleton.root, items).reverse());
  if (!isObject(schema["properties"])) return [`- ${scalar(skeleton, schema, example)}`];
  const lines = mappingLines(skeleton, schema, isObject(example) ? example : {});
  const first = lines.findIndex((line) => !line.startsWith("#"));
  const head = lines[first] ?? "{}";
  // A comment cannot open an entry: what stands above its first line stands above the entry.
  return [
    ...lines.slice(0, Math.max(0, first)),
    `- ${head}`,
    ...lines.slice(first + 1).map((line) => `  ${line}`),
  ];
}

/** A value as YAML, on one line where it has no line breaks of its own. */
function scalar(skeleton: Skeleton, schema: JsonObject, example: Json | undefined): string {
  const value =
    example ?? schema["default"] ?? firstOf(schema["examples"]) ?? firstOf(schema["enum"]);
  if (schema["device"] === true) return skeleton.deviceFor(String(value ?? "DEVICE"));
  if (schema["secret"] === true && !isObject(value)) return '{ secret: "env:NAME" }';
  if (value !== undefined && value !== null)
    return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trimEnd();
  const { type, minimum } = schema;
  if (type === "integer" || type === "number") return String(minimum ?? 1);
  if (type === "boolean") return "true";
  if (typeof schema["service"] === "string") return "NAME";
  // What a format means ends with an example of it.
  return / such as ([^\s,]+)/.exec(formats[String(schema["format"])]?.means ?? "")?.[1] ?? "TEXT";
}

function firstOf(list: Json | undefined): Json | undefined {
  return Array.isArray(list) ? (list as Json[])[0] : undefined;
}

function commented(text: string): string[] {
  return text.trim() === ""
    ? []
    : text
        .trim()
        .split("\n")
        .map((line) => `# ${line}`.trimEnd());
}
