import { existsSync, readFileSync } from "node:fs";
import { NetctlError } from "../../errors.ts";
import { digest, type Memory } from "../../intent/memory.ts";
import type { WorkspaceFiles } from "../../intent/reading.ts";

/** A text that an earlier run read from the file at `path`, by its digest. */
export type KnownText = { readonly path: string; readonly digest: string };

/** Texts by path. One that an earlier run read is fetched for who asks for it: most only ask whether it is the same. */
export class FileTexts implements WorkspaceFiles {
  readonly #texts: ReadonlyMap<string, string | KnownText>;
  readonly #fetched = new Map<string, string>();
  readonly #root: string;
  readonly #memory: Memory;

  constructor(texts: ReadonlyMap<string, string | KnownText>, root: string, memory: Memory) {
    this.#texts = texts;
    this.#root = root;
    this.#memory = memory;
  }

  keys(): Iterable<string> {
    return this.#texts.keys();
  }

  /** NetctlError `refused` where the file was changed since it was looked at, and nobody remembers the text. */
  get(path: string): string | undefined {
    const text = this.#texts.get(path);
    if (typeof text !== "object") return text;
    const fetched = this.#fetched.get(path) ?? this.#fetch(text);
    this.#fetched.set(path, fetched);
    return fetched;
  }

  /** Fetches all, so that none can be changed before it is asked for. */
  fetchAll(): void {
    // Who wants so many has them sooner from memory than from as many files.
    for (const [path, text] of this.#texts) {
      const remembered = typeof text === "object" ? this.#remembered(text) : undefined;
      this.#fetched.set(path, remembered ?? this.get(path) ?? "");
    }
  }

  digestOf(path: string): string {
    const text = this.#texts.get(path);
    return typeof text === "object" ? text.digest : digest([text ?? ""]);
  }

  *[Symbol.iterator](): IterableIterator<[string, string]> {
    for (const path of this.#texts.keys()) yield [path, this.get(path) ?? ""];
  }

  #fetch(known: KnownText): string {
    const text = this.#onDisk(known) ?? this.#remembered(known);
    if (text !== undefined) return text;
    throw new NetctlError("refused", `${known.path} was changed while it was being read`, {
      hint: "say the same again",
    });
  }

  #onDisk({ path, digest: known }: KnownText): string | undefined {
    const file = `${this.#root}/${path}`;
    const text = existsSync(file) ? new TextDecoder().decode(readFileSync(file)) : "";
    return digest([text]) === known ? text : undefined;
  }

  #remembered({ path, digest: known }: KnownText): string | undefined {
    const text = this.#memory.recall("text", path, known);
    return typeof text === "string" ? text : undefined;
  }
}
