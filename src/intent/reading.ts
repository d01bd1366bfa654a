import type { Finding } from "../errors.ts";
import { digest, type Memory, noMemory } from "./memory.ts";
import type { CheckReader } from "./read-checks.ts";
import { knownDocument, readSourceDocument, type SourceDocument } from "./source-document.ts";
import type { Validator } from "./validator.ts";
import type { FileKind } from "./workspace-layout.ts";

/** The files of a workspace: path relative to its root, with forward slashes, to text. */
export type WorkspaceFiles = Pick<ReadonlyMap<string, string>, "get"> & {
  readonly keys: () => Iterable<string>;
  /** The digest of one text, where it is known without the text. */
  readonly digestOf?: (path: string) => string;
};

/** The digest of the text at `path`. */
export function textDigest(files: WorkspaceFiles, path: string): string {
  return files.digestOf?.(path) ?? digest([files.get(path) ?? ""]);
}

/** One reading of a workspace: what all parts of it need, and what findings there are so far. */
export type Reading = {
  readonly files: WorkspaceFiles;
  readonly layout: ReadonlyMap<FileKind["kind"], readonly FileKind[]>;
  readonly validator: Validator;
  readonly readChecks: CheckReader;
  readonly findings: Finding[];
  readonly memory: Memory;
};

/** A service's file, read. */
export type ServiceSource = {
  readonly file: Omit<Extract<FileKind, { kind: "service" }>, "kind">;
  readonly source: SourceDocument;
};

/** Files by what they are. */
export function byKind(files: readonly FileKind[]): Reading["layout"] {
  const found = new Map<FileKind["kind"], FileKind[]>();
  for (const file of files) {
    const known = found.get(file.kind);
    if (known === undefined) found.set(file.kind, [file]);
    else known.push(file);
  }
  return found;
}

/** The files of one kind, by path. */
export function ofKind<K extends FileKind["kind"]>(
  reading: Reading,
  kind: K,
): readonly Extract<FileKind, { kind: K }>[] {
  return (reading.layout.get(kind) ?? []) as readonly Extract<FileKind, { kind: K }>[];
}

/**
 * Reads one file; what is wrong with it joins the findings, and then there is none. Files that are seldom read are
 * remembered on a `shelf` of their own.
 */
export function open(
  reading: Reading,
  path: string,
  shelf = "document",
): SourceDocument | undefined {
  const { files, memory } = reading;
  const text = () => files.get(path) ?? "";
  const made = memory === noMemory ? "" : textDigest(files, path);
  const value = memory.recall(shelf, path, made);
  if (value !== undefined) return knownDocument(path, value, text);
  const { document, findings } = readSourceDocument(path, text());
  reading.findings.push(...findings);
  if (document === undefined || findings.length > 0) return undefined;
  memory.keep(shelf, path, made, document.value);
  // Its tree is heavy, and made again for who asks where a value stands.
  return knownDocument(path, document.value, text);
}

/** Names of the models or devices that have a file, whether or not it can be read. */
export function declaredNames(reading: Reading, kind: "schema" | "device"): Set<string> {
  return new Set(
    kind === "schema"
      ? ofKind(reading, "schema").map(({ model }) => model)
      : ofKind(reading, "device").map(({ name }) => name),
  );
}
