import { secretPlaceholder } from "../config/secret-placeholder.ts";
import type { Finding } from "../errors.ts";
import { formats } from "./formats.ts";
import type { Json } from "./intent.ts";
import type { Meeting } from "./schema-walk.ts";
import type { SourceDocument } from "./source-document.ts";
import { standIns, withValues } from "./stand-ins.ts";

/** A document as templates may see it: each reference to a secret is a placeholder, which is one word of text. */
export function withPlaceholders(document: Json): Json {
  return withValues(
    document,
    new Map(referencesIn(document).map(([pointer, ref]) => [pointer, secretPlaceholder(ref)])),
  );
}

/**
 * Secrets that stand in the file itself where the schema says `secret: true`, and references where it does not. Also
 * gives the pointers of all that is or should be a secret: nothing else may be said of them, for it might quote one.
 */
export function secretFindings(
  source: SourceDocument,
  meetings: readonly Meeting[],
): { readonly findings: readonly Finding[]; readonly pointers: ReadonlySet<string> } {
  const secret = new Set(
    meetings.filter(({ schema }) => schema["secret"] === true).map(({ pointer }) => pointer),
  );
  const references = referencesIn(source.value);
  const referred = new Set(references.map(([pointer]) => pointer));
  const plain = [...secret].filter((pointer) => !referred.has(pointer) && source.has(pointer));
  const findings = [
    ...plain.map((pointer) => plainSecret(source, pointer)),
    ...references.flatMap(([pointer, reference]) => [
      ...(secret.has(pointer) ? [] : [misplaced(source, pointer)]),
      ...wrongReference(source, pointer, reference),
    ]),
  ];
  return { findings, pointers: new Set([...secret, ...referred]) };
}

function referencesIn(document: Json): [pointer: string, reference: string][] {
  return standIns(document).flatMap((each): [string, string][] =>
    each.kind === "secret" ? [[each.pointer, each.reference]] : [],
  );
}

function plainSecret(source: SourceDocument, pointer: string): Finding {
  return {
    code: "NC1064",
    message: "a secret must not stand in a file that git keeps",
    place: source.keyPlaceOf(pointer),
    hint: 'say where it is: { secret: "env:NAME" }, "file:PATH" or "exec:COMMAND"; and change it, for git may have it already',
  };
}

function misplaced(source: SourceDocument, pointer: string): Finding {
  return {
    code: "NC1065",
    message: "the schema does not say that this is a secret",
    place: source.placeOf(pointer),
    hint: "write the value itself, or `secret: true` into the schema of the model",
  };
}

function wrongReference(source: SourceDocument, pointer: string, reference: string): Finding[] {
  if (formats["secret-reference"]?.is(reference) === true && reference !== "prompt") return [];
  return [
    {
      code: "NC1064",
      message: "this does not say where the secret is",
      place: source.keyPlaceOf(pointer),
      hint: 'write { secret: "env:NAME" }, "file:PATH" or "exec:COMMAND"',
    },
  ];
}
