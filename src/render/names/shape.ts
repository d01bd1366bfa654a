import type { Json } from "../../intent/intent.ts";
import {
  isObject,
  type JsonObject,
  propertySchemas,
  resolveRef,
} from "../../intent/schema-walk.ts";
import { allowedMethods } from "../safe-lookup.ts";

/** What is known of a value before there is one. `any` is a value of which nothing is known. */
export type Shape =
  | { readonly kind: "any" | "text" | "number" | "truth" | "nothing" }
  | { readonly kind: "list"; readonly item: () => Shape }
  | {
      readonly kind: "object";
      /** Shape of a property, undefined where nothing defines it. */
      readonly property: (name: string) => Shape | undefined;
      readonly names: readonly string[];
    }
  | { readonly kind: "either"; readonly shapes: readonly Shape[] };

export const anything: Shape = { kind: "any" };
export const text: Shape = { kind: "text" };
export const number: Shape = { kind: "number" };
export const truth: Shape = { kind: "truth" };
export const nothing: Shape = { kind: "nothing" };

/** A list of items of one shape. */
export function listOf(item: Shape): Shape {
  return { kind: "list", item: () => item };
}

/** An object with exactly these properties. */
export function objectOf(properties: Readonly<Record<string, Shape>>): Shape {
  return {
    kind: "object",
    property: (name) => (Object.hasOwn(properties, name) ? properties[name] : undefined),
    names: Object.keys(properties),
  };
}

/** One of several shapes, as few as will do. */
export function either(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) => (shape.kind === "either" ? shape.shapes : [shape]));
  if (flat.some((shape) => shape.kind === "any")) return anything;
  const [first] = flat;
  if (first === undefined) return nothing;
  return flat.length === 1 ? first : { kind: "either", shapes: flat };
}

/** Shape of a member; undefined where nothing defines it. */
export function memberOf(shape: Shape, name: string): Shape | undefined {
  switch (shape.kind) {
    case "any":
      return anything;
    case "object":
      return shape.property(name);
    case "list":
      if (/^\d+$/.test(name)) return shape.item();
      return name === "length" ? number : allowedMethods.array.has(name) ? anything : undefined;
    case "text":
      return name === "length" ? number : allowedMethods.string.has(name) ? anything : undefined;
    case "number":
      return allowedMethods.number.has(name) ? anything : undefined;
    case "either": {
      const found = shape.shapes
        .map((one) => memberOf(one, name))
        .filter((one) => one !== undefined);
      return found.length === 0 ? undefined : either(found);
    }
    default:
      return undefined;
  }
}

/** Shape of the entries of a list, or of the values of an object. */
export function entryOf(shape: Shape): Shape {
  switch (shape.kind) {
    case "list":
      return shape.item();
    case "object":
      return shape.names.length === 0
        ? (shape.property("") ?? anything)
        : either(shape.names.map((name) => shape.property(name) ?? anything));
    case "either":
      return either(shape.shapes.map(entryOf));
    default:
      return anything;
  }
}

/** Names of all members that somebody defined. */
export function memberNames(shape: Shape): readonly string[] {
  if (shape.kind === "object") return shape.names;
  return shape.kind === "either" ? shape.shapes.flatMap(memberNames) : [];
}

/** Shape of the values that fit a part of a schema. Parts that refer to themselves are followed as far as asked. */
export function schemaShape(root: JsonObject, part: Json | undefined): Shape {
  if (!isObject(part)) return anything;
  const parts = besides(root, part);
  const kinds = new Set(parts.flatMap(kindsOf));
  if (kinds.size === 0) return anything;
  return either([...kinds].map((kind) => kindShape(root, parts, kind)));
}

function kindShape(root: JsonObject, parts: readonly JsonObject[], kind: string): Shape {
  switch (kind) {
    case "object":
      return objectShape(root, parts);
    case "array":
      return { kind: "list", item: () => either(parts.flatMap((part) => itemShapes(root, part))) };
    case "string":
      return text;
    case "integer":
    case "number":
      return number;
    case "boolean":
      return truth;
    case "null":
      return nothing;
    default:
      return anything;
  }
}

function objectShape(root: JsonObject, parts: readonly JsonObject[]): Shape {
  const names = [
    ...new Set(
      parts.flatMap((p) => (isObject(p["properties"]) ? Object.keys(p["properties"]) : [])),
    ),
  ];
  const isFree =
    names.length === 0 &&
    !parts.some(
      (p) => p["additionalProperties"] !== undefined || p["patternProperties"] !== undefined,
    );
  return {
    kind: "object",
    names,
    property: (name) => {
      const found = parts.flatMap((p) => propertySchemas(p, name));
      if (found.length > 0) return either(found.map((schema) => schemaShape(root, schema)));
      // A mapping of which the schema says nothing more may hold anything.
      return isFree ? anything : undefined;
    },
  };
}

function itemShapes(root: JsonObject, part: JsonObject): Shape[] {
  const items = part["items"];
  if (Array.isArray(items)) return items.map((item: Json) => schemaShape(root, item));
  return items === undefined ? [] : [schemaShape(root, items)];
}

/** A part with all that speaks about the same value, whether by `$ref` or as one of several branches. */
function besides(
  root: JsonObject,
  part: JsonObject,
  seen: Set<JsonObject> = new Set(),
): JsonObject[] {
  if (seen.has(part)) return [];
  seen.add(part);
  const branches = ["allOf", "anyOf", "oneOf"].flatMap((key) => {
    const list = part[key];
    return Array.isArray(list) ? (list as Json[]) : [];
  });
  const ref = typeof part["$ref"] === "string" ? resolveRef(root, part["$ref"]) : undefined;
  const others = [ref, part["then"], part["else"], ...branches].filter(isObject);
  return [part, ...others.flatMap((other) => besides(root, other, seen))];
}

function kindsOf(part: JsonObject): string[] {
  const type = part["type"];
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type.map(String);
  const values = Array.isArray(part["enum"])
    ? part["enum"]
    : part["const"] === undefined
      ? []
      : [part["const"]];
  if (values.length > 0)
    return values.map((value: Json) => (value === null ? "null" : typeof value));
  if (isObject(part["properties"])) return ["object"];
  return part["items"] === undefined ? [] : ["array"];
}
