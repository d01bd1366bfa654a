import assert from "node:assert/strict";
import type { ReadyModel } from "./read-model.ts";
import { readService, type ServiceSurroundings } from "./read-service.ts";
import { open, type Reading, type ServiceSource, textDigest } from "./reading.ts";
import {
  drawnText,
  isAtHome,
  type KnownService,
  keepService,
  recallService,
  serviceMade,
} from "./remembered/known-service.ts";
import { ServiceLater } from "./remembered/service-later.ts";
import type { Claiming } from "./rules/claims.ts";
import type { SourceDocument } from "./source-document.ts";

/** What lies at a path, and what it is by that. */
export type FileOfService = ServiceSource["file"];

/** A service's file; `source` is undefined where nothing of it can be read, and opens the file when it is called. */
export type ServiceFile = {
  readonly file: FileOfService;
  /** The digest of its text. */
  readonly text: string;
  readonly made: string;
  readonly ready: ReadyModel | undefined;
  readonly known: KnownService | undefined;
  readonly source: () => SourceDocument | undefined;
};

/** The same of a model that documents can be checked against. */
export type ReadyFile = ServiceFile & { readonly ready: ReadyModel };

/** A file with what an earlier run knew of the same text. */
export function serviceFile(
  reading: Reading,
  file: FileOfService,
  ready: ReadyModel | undefined,
): ServiceFile {
  const text = textDigest(reading.files, file.path);
  const made = ready === undefined ? "" : serviceMade(text, ready);
  const known = ready === undefined ? undefined : recallService(file.path, made, reading.memory);
  let source: { readonly opened: SourceDocument | undefined } | undefined;
  const openOnce = () => {
    source ??= { opened: open(reading, file.path, "service document") };
    return source.opened;
  };
  return { file, text, made, ready, known, source: openOnce };
}

/** A service as it is remembered, where all that it was made from is the same; else as its file says. */
export function serviceIn(
  each: ReadyFile,
  around: ServiceSurroundings,
  { findings: all, memory }: Pick<Reading, "findings" | "memory">,
): Claiming | undefined {
  const { file, known, made, ready, source } = each;
  if (known?.drawn === drawnText(around.drawn) && isAtHome(known, around)) {
    const service = new ServiceLater(file, known, () => soundService(each, around));
    return { service, claims: known.claims };
  }
  const opened = source();
  if (opened === undefined) return undefined;
  const { read, findings } = readService(file.name, opened, ready, around);
  all.push(...findings);
  if (read !== undefined && findings.length === 0) keepService(read, made, around.drawn, memory);
  return read;
}

/** The whole of a service that was sound when an earlier run read the same text in the same surroundings. */
export function soundService(
  { file, ready, source }: ReadyFile,
  around: ServiceSurroundings,
): Claiming {
  const opened = source();
  const whole = opened && readService(file.name, opened, ready, around).read;
  assert(whole !== undefined, `${file.path} was sound, and the same text is not`);
  return whole;
}
