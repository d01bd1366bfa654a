import type { Json } from "./intent.ts";
import { pointerBelow } from "./pointer.ts";
import { isObject } from "./schema-walk.ts";

/** What stands in a document in place of a value: a reference to a secret. */
export type StandIn = { readonly pointer: string; readonly reference: string };

/** Everything in a document that stands for a value: mappings of the form `{ secret: "env:NAME" }`. */
export function standIns(value: Json, pointer = ""): StandIn[] {
  if (typeof value !== "object" || value === null) return [];
  if (
    isObject(value) &&
    Object.keys(value).join() === "secret" &&
    typeof value["secret"] === "string"
  )
    return [{ pointer, reference: value["secret"] }];
  return Object.entries(value).flatMap(([key, inner]) =>
    standIns(inner, pointerBelow(pointer, key)),
  );
}

/** A copy of a document with values in some places, by JSON pointer. */
export function withValues(document: Json, values: ReadonlyMap<string, Json>, pointer = ""): Json {
  const own = values.get(pointer);
  if (own !== undefined) return own;
  if (typeof document !== "object" || document === null) return document;
  const inner = Object.entries(document).map(([key, each]): [string, Json] => [
    key,
    withValues(each, values, pointerBelow(pointer, key)),
  ]);
  return Array.isArray(document) ? inner.map(([, each]) => each) : Object.fromEntries(inner);
}
