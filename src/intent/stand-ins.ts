import type { Json } from "./intent.ts";
import { pointerBelow } from "./pointer.ts";
import { isObject, type JsonObject } from "./schema-walk.ts";

/**
 * What stands in a document in place of a value: a reference to a secret, or a value of a pool that nobody chose yet.
 * `as` gives the value a name in its service: places with one name are given one value.
 */
export type StandIn =
  | { readonly kind: "secret"; readonly pointer: string; readonly reference: string }
  | {
      readonly kind: "pool";
      readonly pointer: string;
      readonly pool: string;
      readonly as: string | undefined;
    };

/** Everything in a document that stands for a value: `{ secret: "env:NAME" }`, `{ from: pool/NAME, as: WORD }`. */
export function standIns(document: Json): readonly StandIn[] {
  if (typeof document !== "object" || document === null) return [];
  const known = found.get(document) ?? (mayHold(document) ? standInsBelow(document, "") : []);
  found.set(document, known);
  return known;
}

/** A document is asked several times, and is never changed. */
const found = new WeakMap<object, readonly StandIn[]>();

/** Whether there can be any: most documents hold none, and need not be gone through with the pointer of each value. */
function mayHold(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(mayHold);
  return "secret" in value || "from" in value || Object.values(value).some(mayHold);
}

function standInsBelow(value: Json, pointer: string): StandIn[] {
  if (typeof value !== "object" || value === null) return [];
  const own = isObject(value) ? standIn(value, pointer) : undefined;
  if (own !== undefined) return [own];
  return Object.entries(value).flatMap(([key, inner]) =>
    standInsBelow(inner, pointerBelow(pointer, key)),
  );
}

function standIn(value: JsonObject, pointer: string): StandIn | undefined {
  const { secret, from, as } = value;
  const keys = Object.keys(value).sort().join();
  if (keys === "secret" && typeof secret === "string")
    return { kind: "secret", pointer, reference: secret };
  const pool = typeof from === "string" ? /^pool\/(.+)$/.exec(from)?.[1] : undefined;
  if (pool === undefined || (keys !== "from" && keys !== "as,from")) return undefined;
  return { kind: "pool", pointer, pool, as: as === undefined ? undefined : String(as) };
}

/** A document with values in some places, by JSON pointer; the document itself where there are none. */
export function withValues(
  document: Json,
  values: ReadonlyMap<string, Json | undefined>,
  pointer = "",
): Json {
  if (values.size === 0) return document;
  const own = values.get(pointer);
  if (own !== undefined) return own;
  if (typeof document !== "object" || document === null) return document;
  const inner = Object.entries(document).map(([key, each]): [string, Json] => [
    key,
    withValues(each, values, pointerBelow(pointer, key)),
  ]);
  return Array.isArray(document) ? inner.map(([, each]) => each) : Object.fromEntries(inner);
}
