import type { Children } from "../config.ts";

/** Something about lines, each named by the section it stands in and its key: equal lines of two sections are one node. */
export class ByLine<Value> {
  private readonly sections = new Map<Children, Map<string, Value>>();

  get(section: Children, key: string): Value | undefined {
    return this.sections.get(section)?.get(key);
  }

  set(section: Children, key: string, value: Value): void {
    const lines = this.sections.get(section);
    if (lines === undefined) this.sections.set(section, new Map([[key, value]]));
    else lines.set(key, value);
  }

  *values(): Iterable<Value> {
    for (const lines of this.sections.values()) yield* lines.values();
  }
}
