import type { Finding } from "../errors.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Model } from "./intent.ts";
import { digest } from "./memory.ts";
import { pointerBelow } from "./pointer.ts";
import type { Reading } from "./reading.ts";
import { namedPlatforms } from "./rules/platform-limits.ts";
import { schemaFindings } from "./schema-findings.ts";
import { innerSchemas, isObject, type JsonObject, resolveRef } from "./schema-walk.ts";
import { referredModels } from "./service-references.ts";
import type { SourceDocument } from "./source-document.ts";
import { ownKeywords, type SchemaError, type Validator } from "./validator.ts";

/** A model whose schema can be used, with the function that checks a document (and fills in its defaults). */
export type ReadyModel = {
  readonly model: Model;
  readonly source: SourceDocument;
  /** Of the schema: what it makes of a document depends on nothing else. */
  readonly digest: string;
  /** Models and platforms that the schema names, each with the JSON pointer of where. */
  readonly named: Named;
  readonly check: (document: unknown) => readonly SchemaError[];
};

type Named = {
  readonly models: readonly (readonly [name: string, pointer: string])[];
  readonly platforms: readonly (readonly [name: string, pointer: string])[];
};

const draft07 = /^http:\/\/json-schema\.org\/draft-07\/schema#?$/;

/**
 * Makes a model of a schema file. The model is undefined where the schema cannot be used. One that was sound before is
 * only compiled when a document asks for it: most models of a library have no service.
 */
export function readModel(
  name: string,
  source: SourceDocument,
  { validator, readChecks, memory }: Pick<Reading, "validator" | "readChecks" | "memory">,
): { readonly ready: ReadyModel | undefined; readonly findings: readonly Finding[] } {
  const schema = source.value;
  if (!isObject(schema))
    return failed([wrong(source, "", "a schema must be a mapping", "begin with `type: object`")]);
  const dialect = schema["$schema"];
  if (dialect !== undefined && !draft07.test(String(dialect)))
    return failed([
      wrong(
        source,
        "/$schema",
        "only draft-07 is read",
        'write "http://json-schema.org/draft-07/schema#"',
      ),
    ]);
  const checks = readChecks(source, "model");
  const model = makeModel(name, source, schema, checks.checks);
  let compiled: ReadyModel["check"] | undefined;
  const compile = () => {
    compiled ??= validator.compile(withoutId(schema));
    return compiled;
  };
  const made = digest([JSON.stringify(schema)]);
  const check: ReadyModel["check"] = (document) => compile()(document);
  const known = memory.recall("schema", name, made) as Named | undefined;
  const findings = [
    ...(known === undefined ? formFindings(schema, source, validator) : []),
    ...checks.findings,
  ];
  if (findings.length > 0) return failed(findings);
  const named = known ?? { models: referredModels(schema), platforms: namedPlatforms(schema) };
  const ready: ReadyModel = { model, source, digest: made, named, check };
  if (known !== undefined) return { ready, findings };
  try {
    compile();
  } catch (error) {
    return failed([compileFinding(error as Error, source)]);
  }
  memory.keep("schema", name, made, named);
  return { ready, findings };
}

function formFindings(schema: JsonObject, source: SourceDocument, validator: Validator): Finding[] {
  return [
    ...schemaFindings(validator.schemaErrors(schema), source).map((f) => ({
      ...f,
      code: "NC1010",
    })),
    ...keywordFindings(schema, schema, "", source),
    ...reservedFindings(schema, source),
  ];
}

function failed(findings: readonly Finding[]): { ready: undefined; findings: readonly Finding[] } {
  return { ready: undefined, findings };
}

function makeModel(
  name: string,
  source: SourceDocument,
  schema: JsonObject,
  checks: Model["checks"],
): Model {
  const { title, description } = schema;
  return {
    name,
    path: source.path,
    schema,
    checks,
    ...(typeof title === "string" ? { title } : {}),
    ...(typeof description === "string" ? { description } : {}),
  };
}

/** Models are told apart by their folder, so that two `$id`s are no conflict; checks are no part of a document. */
function withoutId(schema: JsonObject): JsonObject {
  const { $id: _, checks: __, ...rest } = schema;
  return rest;
}

function wrong(source: SourceDocument, pointer: string, message: string, hint?: string): Finding {
  const place = source.keyPlaceOf(pointer);
  return { code: "NC1010", message, place, ...(hint === undefined ? {} : { hint }) };
}

/** Properties that would hide what a template sees under the same name, or what netctl reads. */
function reservedFindings(schema: JsonObject, source: SourceDocument): Finding[] {
  const properties = schema["properties"];
  const seen = (word: string) => `templates see the service's own ${word} under it`;
  const reserved = {
    ...{ name: seen("name"), model: seen("model") },
    checks: "it holds what must be true of the service",
  };
  return Object.entries(reserved)
    .filter(([word]) => isObject(properties) && Object.hasOwn(properties, word))
    .map(([word, why]) => ({
      code: "NC1011",
      message: `the property \`${word}\` is reserved: ${why}`,
      place: source.keyPlaceOf(`/properties/${word}`),
      hint: "choose another word",
    }));
}

const keywords: ReadonlySet<string> = new Set(
  (
    "$schema $id $ref $comment $defs definitions title description default examples readOnly writeOnly deprecated type enum const " +
    "multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern format contentEncoding " +
    "contentMediaType items additionalItems maxItems minItems uniqueItems contains maxProperties minProperties required " +
    "properties patternProperties additionalProperties dependencies propertyNames if then else allOf anyOf oneOf not"
  )
    .split(" ")
    .concat(ownKeywords),
);

/** Unknown keywords and references that lead nowhere, in a schema and every schema inside it. */
function keywordFindings(
  root: JsonObject,
  part: JsonObject,
  pointer: string,
  source: SourceDocument,
): Finding[] {
  const own = Object.keys(part).filter(
    (key) => !keywords.has(key) && !(key === "checks" && part === root),
  );
  const findings = own.map((key) =>
    wrong(
      source,
      pointerBelow(pointer, key),
      `unknown keyword \`${key}\``,
      didYouMean(key, [...keywords]),
    ),
  );
  const ref = part["$ref"];
  if (typeof ref === "string" && resolveRef(root, ref) === undefined)
    findings.push(
      wrong(
        source,
        pointerBelow(pointer, "$ref"),
        `\`${ref}\` leads nowhere`,
        "refer to `#/definitions/…`",
      ),
    );
  const pattern = part["pattern"];
  if (typeof pattern === "string")
    findings.push(...patternFindings(pattern, pointerBelow(pointer, "pattern"), source));
  if (isObject(part["patternProperties"]))
    for (const key of Object.keys(part["patternProperties"]))
      findings.push(
        ...patternFindings(
          key,
          pointerBelow(pointerBelow(pointer, "patternProperties"), key),
          source,
        ),
      );
  for (const [inner, below] of innerSchemas(part, pointer))
    findings.push(...keywordFindings(root, inner, below, source));
  return findings;
}

function patternFindings(pattern: string, pointer: string, source: SourceDocument): Finding[] {
  try {
    new RegExp(pattern, "u");
    return [];
  } catch (error) {
    return [wrong(source, pointer, (error as Error).message)];
  }
}

function compileFinding(error: Error, source: SourceDocument): Finding {
  // Ajv says: strict mode: missing type "object" for keyword "properties" at "#/properties/x" (strictTypes)
  const pointer = /at "[^"#]*#([^"]*)"/.exec(error.message)?.[1] ?? "";
  const message = error.message
    .replace(/^strict mode: /, "")
    .replace(/ at "[^"]*"( \(\w+\))?$/, "");
  return wrong(source, decodeURIComponent(pointer), message);
}
