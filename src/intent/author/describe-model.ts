import { stringify } from "yaml";
import { formats } from "../formats.ts";
import type { Intent, Json, Model } from "../intent.ts";
import { platformsOf } from "../rules/platform-limits.ts";
import { isObject, type JsonObject, resolveRef } from "../schema-walk.ts";
import { templateFolder } from "../template-folder.ts";

/** One property of a model's documents. */
export type ModelField = {
  /** `ends[].address` */
  readonly path: string;
  readonly isRequired: boolean;
  /** What may stand there, in a few words. */
  readonly value: string;
  /** As YAML on one line; undefined where there is none. */
  readonly default: string | undefined;
  readonly description: string;
};

/** Whether a platform can be given what a model says. */
export type PlatformSupport = {
  readonly platform: string;
  readonly state: "template" | "no template" | "cannot";
};

/** A model as people read of it, all of it taken from its schema. */
export type ModelDescription = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly ModelField[];
  /** Whole documents, as YAML. */
  readonly examples: readonly string[];
  readonly platforms: readonly PlatformSupport[];
};

/** Describes a model by its schema and by the templates there are for it. */
export function describeModel(
  model: Model,
  { templates, platforms }: Pick<Intent, "templates" | "platforms">,
): ModelDescription {
  const root = model.schema as JsonObject;
  const limits = platformsOf(root);
  const examples = Array.isArray(root["examples"]) ? (root["examples"] as Json[]) : [];
  return {
    name: model.name,
    title: model.title ?? model.name,
    description: (model.description ?? "").trim(),
    fields: fieldsOf(root, root, ""),
    examples: examples.map((example) => stringify(example, { lineWidth: 0 })),
    platforms: ownFolders(platforms).map((platform) => ({
      platform,
      state:
        limits?.includes(platform) === false
          ? "cannot"
          : templates.has(`${platform}/${model.name}`)
            ? "template"
            : "no template",
    })),
  };
}

/** The platforms with templates of their own, sorted: of the others there is nothing else to say. */
function ownFolders(platforms: Intent["platforms"]): string[] {
  const names = [...platforms.keys()];
  return names.filter((name) => templateFolder(platforms, name) === name).sort();
}

/** Deepest nesting that is described; a schema may refer to itself. */
const depthLimit = 6;

function fieldsOf(root: JsonObject, part: JsonObject, path: string, depth = 0): ModelField[] {
  if (depth > depthLimit) return [];
  const all = schemasOf(root, part).flatMap((schema) => [
    ...propertyFields(root, schema, path, depth),
    ...(isObject(schema["items"]) ? fieldsOf(root, schema["items"], `${path}[]`, depth + 1) : []),
  ]);
  // Branches may speak of one property several times: the first word counts.
  return [...new Map(all.reverse().map((field) => [field.path, field])).values()].reverse();
}

function propertyFields(
  root: JsonObject,
  schema: JsonObject,
  path: string,
  depth: number,
): ModelField[] {
  const required = Array.isArray(schema["required"]) ? (schema["required"] as Json[]) : [];
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  return Object.entries(properties).flatMap(([name, inner]) => {
    if (!isObject(inner)) return [];
    const below = path === "" ? name : `${path}.${name}`;
    const own = fieldOf(root, inner, below, required.includes(name));
    return [own, ...fieldsOf(root, inner, below, depth + 1)];
  });
}

/** A schema with those that speak of the same value. */
export function schemasOf(root: JsonObject, part: JsonObject): JsonObject[] {
  const ref = typeof part["$ref"] === "string" ? resolveRef(root, part["$ref"]) : undefined;
  const branches = ["allOf", "anyOf", "oneOf"].flatMap((key) =>
    Array.isArray(part[key]) ? (part[key] as Json[]) : [],
  );
  return [part, ...[ref, part["then"], part["else"], ...branches].filter(isObject)];
}

function fieldOf(
  root: JsonObject,
  part: JsonObject,
  path: string,
  isRequired: boolean,
): ModelField {
  const merged: JsonObject = Object.assign({}, ...schemasOf(root, part).reverse());
  const items = merged["items"];
  const entry = isObject(items)
    ? (Object.assign({}, ...schemasOf(root, items).reverse()) as JsonObject)
    : undefined;
  const limits = platformsOf(merged);
  const words = [
    entry === undefined ? valueWords(merged) : listWords(merged, entry),
    ...(limits === undefined ? [] : [`only on ${limits.join(", ")}`]),
  ];
  return {
    path,
    isRequired,
    value: words.filter((word) => word !== "").join("; "),
    default:
      merged["default"] === undefined
        ? undefined
        : stringify(merged["default"], { collectionStyle: "flow" }).trim(),
    description: String(merged["description"] ?? entry?.["description"] ?? "").trim(),
  };
}

function listWords(list: JsonObject, entry: JsonObject): string {
  const { minItems, maxItems } = list;
  const count = minItems !== undefined && minItems === maxItems ? `list of ${minItems}` : "list";
  const each = valueWords(entry);
  return each === "" ? count : `${count}, each ${each}`;
}

/** What a scalar may be; empty for mappings, whose properties have words of their own. */
function valueWords(schema: JsonObject): string {
  if (schema["device"] === true) return "a device";
  if (typeof schema["service"] === "string") return `a service of \`${schema["service"]}\``;
  if (schema["secret"] === true) return "a secret: where it is to be found";
  if (Array.isArray(schema["enum"])) return (schema["enum"] as Json[]).map(String).join(" · ");
  if (schema["const"] !== undefined) return String(schema["const"]);
  const format = formats[String(schema["format"])];
  if (format !== undefined) return format.means;
  switch (schema["type"]) {
    case "integer":
    case "number":
      return rangeWords(schema);
    case "boolean":
      return "true or false";
    case "string":
      return "text";
    default:
      return "";
  }
}

function rangeWords({ minimum, maximum }: JsonObject): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `a number from ${minimum}`;
  return maximum === undefined ? "a number" : `a number up to ${maximum}`;
}
