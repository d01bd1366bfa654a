import type { SourceDocument } from "./source-document.ts";

/** A document that is opened when something of it is asked for. It must be one that can be read. */
export function documentLater(path: string, open: () => SourceDocument): SourceDocument {
  let document: SourceDocument | undefined;
  const opened = (): SourceDocument => {
    document ??= open();
    return document;
  };
  return {
    path,
    get value() {
      return opened().value;
    },
    placeOf: (pointer) => opened().placeOf(pointer),
    keyPlaceOf: (pointer) => opened().keyPlaceOf(pointer),
    written: (pointer) => opened().written(pointer),
    has: (pointer) => opened().has(pointer),
  };
}
