import type { Json } from "./intent.ts";
import { pointerBelow, valueAt } from "./pointer.ts";
import { ownKeywords } from "./validator.ts";

export type JsonObject = { readonly [key: string]: Json };

/** One meeting of a schema and a value: the schema that speaks about the value at `pointer`. */
export type Meeting = {
  readonly schema: JsonObject;
  readonly pointer: string;
  readonly value: Json;
};

/** Tells whether a value fits a schema that is a part of the walked one; decides which branches are followed. */
export type Fits = (part: JsonObject, value: Json) => boolean;

/**
 * The (schema, value) pairs that validation would look at, in document order, through `$ref`, lists, branches and
 * conditions, as far as the schema has a word of netctl's own. A branch of `oneOf`, `anyOf` or `if` counts only where
 * the value fits it.
 */
export function walkSchema(root: JsonObject, document: Json, fits: Fits): Meeting[] {
  const meetings: Meeting[] = [];
  // A schema may refer to itself without going deeper into the document.
  const seen = new Map<JsonObject, Set<string>>();
  const visit = (part: Json | undefined, pointer: string, value: Json): void => {
    if (!isObject(part) || !leadsToOwn(root, part)) return;
    const visited = seen.get(part) ?? new Set();
    if (visited.has(pointer)) return;
    seen.set(part, visited.add(pointer));
    if (hasOwn(part)) meetings.push({ schema: part, pointer, value });
    for (const beside of besideSchemas(root, part, value, fits)) visit(beside, pointer, value);
    for (const inner of innerMeetings(part, pointer, value)) visit(...inner);
  };
  visit(root, "", document);
  return meetings;
}

function hasOwn(part: JsonObject): boolean {
  return ownKeywords.some((keyword) => Object.hasOwn(part, keyword));
}

/** Whether a schema, or one it leads to, has a word of netctl's own: most do not, and a network has many documents. */
function leadsToOwn(root: JsonObject, part: JsonObject): boolean {
  const known = leading.get(part);
  if (known !== undefined) return known;
  const reached = new Set([part]);
  for (const each of reached) {
    const target = typeof each["$ref"] === "string" ? resolveRef(root, each["$ref"]) : undefined;
    if (isObject(target)) reached.add(target);
    for (const [inner] of innerSchemas(each, "")) reached.add(inner);
  }
  const leads = [...reached].some(hasOwn);
  leading.set(part, leads);
  return leads;
}

const leading = new WeakMap<JsonObject, boolean>();

/** Other schemas that speak about the same value. */
function besideSchemas(root: JsonObject, part: JsonObject, value: Json, fits: Fits): Json[] {
  const found: (Json | undefined)[] = [];
  if (typeof part["$ref"] === "string") found.push(resolveRef(root, part["$ref"]));
  found.push(...listOf(part["allOf"]));
  for (const branch of [...listOf(part["oneOf"]), ...listOf(part["anyOf"])])
    if (isObject(branch) && fits(branch, value)) found.push(branch);
  if (isObject(part["if"])) found.push(fits(part["if"], value) ? part["then"] : part["else"]);
  return found.filter((schema) => schema !== undefined);
}

/** The schemas of the values inside a list or an object. */
function innerMeetings(
  part: JsonObject,
  pointer: string,
  value: Json,
): [Json | undefined, string, Json][] {
  if (Array.isArray(value))
    return value.map((item: Json, index) => [
      itemSchema(part, index),
      pointerBelow(pointer, index),
      item,
    ]);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    propertySchemas(part, key).map((schema): [Json, string, Json] => [
      schema,
      pointerBelow(pointer, key),
      inner,
    ]),
  );
}

/** The schemas that speak about one property of an object. */
export function propertySchemas(part: JsonObject, key: string): Json[] {
  const found: Json[] = [];
  const properties = part["properties"];
  if (isObject(properties) && Object.hasOwn(properties, key)) found.push(properties[key] as Json);
  const patterns = part["patternProperties"];
  if (isObject(patterns))
    for (const [pattern, inner] of Object.entries(patterns))
      if (new RegExp(pattern, "u").test(key)) found.push(inner);
  if (found.length === 0 && isObject(part["additionalProperties"]))
    found.push(part["additionalProperties"]);
  return found;
}

function itemSchema(part: JsonObject, index: number): Json | undefined {
  const items = part["items"];
  return Array.isArray(items) ? (items[index] ?? part["additionalItems"]) : items;
}

/** The part of a schema that a local reference (`#/definitions/x`) means. */
export function resolveRef(root: JsonObject, ref: string): Json | undefined {
  return ref.startsWith("#") ? valueAt(root, decodeURIComponent(ref.slice(1))) : undefined;
}

/** True for an object that is no list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

const holdOne = [
  "additionalItems",
  "contains",
  "additionalProperties",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
];
const holdMany = ["allOf", "anyOf", "oneOf", "items"];
const holdNamed = ["properties", "patternProperties", "definitions", "$defs", "dependencies"];

/** The schemas right inside a schema, each with its JSON pointer. */
export function innerSchemas(part: JsonObject, pointer: string): [JsonObject, string][] {
  const found: [JsonObject, string][] = [];
  const add = (inner: unknown, below: string): void => {
    if (isObject(inner as JsonObject)) found.push([inner as JsonObject, below]);
  };
  for (const key of [...holdOne, "items"]) add(part[key], pointerBelow(pointer, key));
  for (const key of holdMany) {
    const list = part[key];
    if (Array.isArray(list))
      list.forEach((inner, index) => {
        add(inner, pointerBelow(pointerBelow(pointer, key), index));
      });
  }
  for (const key of holdNamed) {
    const map = part[key];
    if (isObject(map))
      for (const [name, inner] of Object.entries(map))
        add(inner, pointerBelow(pointerBelow(pointer, key), name));
  }
  return found;
}
