import type { Json } from "../intent.ts";
import { pointerBelow, pointerSegments, valueAt } from "../pointer.ts";
import { isObject } from "../schema-walk.ts";

/**
 * Who a value of a pool is given to: the service and the place in it, in words that stay the same when other entries
 * come and go: `loopback/routers/devices/csr1/address`. An entry of a list goes by the first device it names, else by
 * its `name` or `id`. Undefined where two entries would go by the same word, or one by none.
 */
export function poolOwner(
  service: string,
  document: Json,
  pointer: string,
  devices: ReadonlySet<string>,
): string | undefined {
  let at = "";
  let owner = service;
  for (const segment of pointerSegments(pointer)) {
    const around = valueAt(document, at);
    const word = Array.isArray(around) ? entryWord(around, Number(segment), devices) : segment;
    if (word === undefined) return undefined;
    owner = pointerBelow(owner, encodeURI(word));
    at = pointerBelow(at, segment);
  }
  return owner;
}

function entryWord(
  list: readonly Json[],
  index: number,
  devices: ReadonlySet<string>,
): string | undefined {
  const words = list.map((entry) => wordOf(entry, devices));
  const word = words[index];
  return words.indexOf(word) === words.lastIndexOf(word) ? word : undefined;
}

function wordOf(entry: Json, devices: ReadonlySet<string>): string | undefined {
  if (!isObject(entry)) return undefined;
  const values = [
    ...Object.values(entry).filter((each) => devices.has(String(each))),
    entry["name"],
    entry["id"],
  ];
  const word = values.find((each) => typeof each === "string" || typeof each === "number");
  return word === undefined ? undefined : String(word);
}
