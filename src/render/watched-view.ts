import type { Json } from "../intent/intent.ts";
import { pointerBelow, valueAt } from "../intent/pointer.ts";

/** Told each time a template reads a value: the JSON pointer of what was read. */
export type OnRead = (pointer: string) => void;

/** A view of a value that looks the same, cannot be changed, and tells of each read. */
export function watchedView(value: Json, pointer: string, onRead: OnRead): unknown {
  if (typeof value !== "object" || value === null) return value;
  const view: object = Array.isArray(value) ? [] : {};
  for (const [key, inner] of Object.entries(value))
    addGetter(view, key, pointerBelow(pointer, key), inner, onRead);
  return Object.freeze(view);
}

/** A list of some values of a document, each found by its pointer. */
export function watchedList(
  pointers: readonly string[],
  root: Json,
  onRead: OnRead,
): readonly unknown[] {
  const list: unknown[] = [];
  pointers.forEach((pointer, index) => {
    addGetter(list, String(index), pointer, valueAt(root, pointer) ?? null, onRead);
  });
  return Object.freeze(list);
}

function addGetter(view: object, key: string, pointer: string, value: Json, onRead: OnRead): void {
  let inner: unknown;
  Object.defineProperty(view, key, {
    enumerable: true,
    get: () => {
      onRead(pointer);
      // Views are made when they are asked for: most of a large document is never read.
      inner ??= watchedView(value, pointer, onRead);
      return inner;
    },
  });
}
