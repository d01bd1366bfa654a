import type { Finding } from "../errors.ts";
import type { Memory } from "./memory.ts";
import type { CheckReader } from "./read-checks.ts";
import { readSourceDocument, type SourceDocument } from "./source-document.ts";
import type { Validator } from "./validator.ts";
import type { FileKind } from "./workspace-layout.ts";

/** The files of a workspace: path relative to its root, with forward slashes, to text. */
export type WorkspaceFiles = ReadonlyMap<string, string>;

/** One reading of a workspace: what all parts of it need, and what findings there are so far. */
export type Reading = {
  readonly files: WorkspaceFiles;
  readonly layout: readonly FileKind[];
  readonly validator: Validator;
  readonly readChecks: CheckReader;
  readonly findings: Finding[];
  readonly memory: Memory;
};

/** A service's file, read. */
export type ServiceSource = {
  readonly file: Extract<FileKind, { kind: "service" }>;
  readonly source: SourceDocument;
};

/** The files of one kind, by path. */
export function ofKind<K extends FileKind["kind"]>(
  reading: Reading,
  kind: K,
): Extract<FileKind, { kind: K }>[] {
  return reading.layout.filter((f): f is Extract<FileKind, { kind: K }> => f.kind === kind);
}

/**
 * Reads one file; what is wrong with it joins the findings, and then there is none. Files that are seldom read are
 * remembered on a `shelf` of their own.
 */
export function open(reading: Reading, path: string, shelf?: string): SourceDocument | undefined {
  const { files, memory } = reading;
  const { document, findings } = readSourceDocument(path, files.get(path) ?? "", memory, shelf);
  reading.findings.push(...findings);
  return findings.length > 0 ? undefined : document;
}

/** Names of the models or devices that have a file, whether or not it can be read. */
export function declaredNames(reading: Reading, kind: "schema" | "device"): Set<string> {
  return new Set(
    kind === "schema"
      ? ofKind(reading, "schema").map(({ model }) => model)
      : ofKind(reading, "device").map(({ name }) => name),
  );
}
