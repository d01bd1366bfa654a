import type { Finding } from "../errors.ts";
import { type CheckOwner, checkSchemas, checkWords, checkWordsOf } from "./check-schema.ts";
import type { Json, WrittenCheck } from "./intent.ts";
import { pointerBelow } from "./pointer.ts";
import { schemaFindings } from "./schema-findings.ts";
import { isObject, type JsonObject } from "./schema-walk.ts";
import { deepFreeze, type SourceDocument } from "./source-document.ts";
import type { Validator } from "./validator.ts";

/** Reads the `checks` of one kind of file. Make one a run: its schemas are compiled when they are first needed. */
export type CheckReader = (
  source: SourceDocument,
  owner: CheckOwner,
) => { readonly checks: readonly WrittenCheck[]; readonly findings: readonly Finding[] };

/** A reader of the `checks` at the top of a file. */
export function checkReader(validator: Validator): CheckReader {
  const compiled = new Map<CheckOwner, ReturnType<Validator["compile"]>>();
  return (source, owner) => {
    const written = isObject(source.value) ? source.value["checks"] : undefined;
    if (written === undefined) return { checks: [], findings: [] };
    const list = structuredClone({ checks: written });
    const check = compiled.get(owner) ?? validator.compile(schemaOf(owner));
    compiled.set(owner, check);
    const findings = schemaFindings(check(list), source);
    if (findings.length > 0) return { checks: [], findings };
    const checks = (deepFreeze(list).checks as readonly JsonObject[]).map((words, index) =>
      writtenCheck(words, pointerBelow("/checks", index), source),
    );
    const mayBeTemplate = owner === "model" || owner === "service";
    const wrong = checks.flatMap((each) => [
      ...(mayBeTemplate ? [] : templateFindings(each)),
      ...wordFindings(each, owner),
    ]);
    return { checks, findings: wrong };
  };
}

/** The document of a file without its checks, which are no part of what it declares. */
export function withoutChecks(document: Json): Json {
  if (!isObject(document)) return document;
  const { checks: _, ...rest } = document;
  return rest;
}

/** Every text in a check, with its JSON pointer. */
export function checkTexts(words: Json, pointer = ""): readonly (readonly [string, string])[] {
  if (typeof words === "string") return [[pointer, words]];
  if (typeof words !== "object" || words === null) return [];
  return Object.entries(words).flatMap(([key, inner]) =>
    checkTexts(inner, pointerBelow(pointer, key)),
  );
}

function schemaOf(owner: CheckOwner): object {
  return { type: "object", properties: { checks: checkSchemas[owner] } };
}

function writtenCheck(words: JsonObject, pointer: string, source: SourceDocument): WrittenCheck {
  const placeOf = (below: string) => source.placeOf(pointer + below);
  return { words, place: source.placeOf(pointer), placeOf };
}

/** Words that mean something elsewhere, and checks without any text: nothing is asked. */
function wordFindings({ words, place, placeOf }: WrittenCheck, owner: CheckOwner): Finding[] {
  const own = checkWordsOf(owner);
  const stray = Object.keys(words).filter((word) => checkWords.includes(word) && !own.has(word));
  return [
    ...stray.map((word) => ({
      code: "NC1050",
      message: `\`${word}\` is not for the checks of a ${owner === "settings" ? "workspace" : owner}`,
      place: placeOf(pointerBelow("", word)),
    })),
    ...(checkTexts(words).length > 0
      ? []
      : [{ code: "NC1050", message: "nothing says what is asked", place }]),
  ];
}

function templateFindings({ words, placeOf }: WrittenCheck): Finding[] {
  return checkTexts(words)
    .filter(([, text]) => /\{\{|\{%/.test(text))
    .map(([pointer]) => ({
      code: "NC1050",
      message: "only checks of models and services may be templates",
      place: placeOf(pointer),
      hint: "write it out, or move it to the schema of a model",
    }));
}
