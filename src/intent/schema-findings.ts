import type { Finding, Place } from "../errors.ts";
import { didYouMean } from "./did-you-mean.ts";
import { formats } from "./formats.ts";
import { pointerBelow, pointerSegments } from "./pointer.ts";
import type { SourceDocument } from "./source-document.ts";
import type { SchemaError } from "./validator.ts";

/** Says in people's words what a schema has against a document, each at its place. `schema` adds where it says so. */
export function schemaFindings(
  errors: readonly SchemaError[],
  document: SourceDocument,
  schema?: SourceDocument,
): Finding[] {
  const findings = meant(errors).map((error) => schemaFinding(error, document, schema));
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.place.line}:${finding.place.column}:${finding.message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * Leaves out what is noise: "if" says nothing that "then" did not, and of the branches of a `oneOf` or `anyOf`
 * only those errors are kept that got furthest into the document, for that branch was most likely meant.
 */
function meant(errors: readonly SchemaError[]): SchemaError[] {
  let kept: SchemaError[] = [];
  for (const error of errors) {
    if (error.keyword === "if") continue;
    if (error.keyword !== "oneOf" && error.keyword !== "anyOf") {
      kept.push(error);
      continue;
    }
    const branches = error.schema as readonly object[];
    const inside = kept.filter(
      (e) => isBelow(e.instancePath, error.instancePath) && isOfBranch(e, error),
    );
    kept = kept.filter((e) => !inside.includes(e));
    const deepest = Math.max(0, ...inside.map((e) => pointerSegments(e.instancePath).length));
    const isDeeper = deepest > pointerSegments(error.instancePath).length;
    const best = inside.filter((e) => pointerSegments(e.instancePath).length === deepest);
    kept.push(...(inside.length > 0 && (isDeeper || branches.length === 1) ? best : [error]));
  }
  return kept;
}

function isBelow(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}

function isOfBranch(error: SchemaError, union: SchemaError): boolean {
  // Errors behind a $ref carry the path of what it points to.
  return error.schemaPath.startsWith(`${union.schemaPath}/`) || !sameTrunk(error, union);
}

function sameTrunk(error: SchemaError, union: SchemaError): boolean {
  const trunk = union.schemaPath.slice(0, union.schemaPath.lastIndexOf("/"));
  return error.schemaPath.startsWith(`${trunk}/`);
}

function schemaFinding(
  error: SchemaError,
  document: SourceDocument,
  schema?: SourceDocument,
): Finding {
  const words = wording(error, document);
  const schemaPlace = schema && schemaPlaceOf(error, schema);
  return {
    code: words.code ?? "NC1003",
    message: words.message,
    place: words.place ?? document.placeOf(error.instancePath),
    ...(words.hint === undefined ? {} : { hint: words.hint }),
    ...(schemaPlace ? { related: [{ label: "the schema says so here", place: schemaPlace }] } : {}),
  };
}

function schemaPlaceOf(error: SchemaError, schema: SourceDocument): Place | undefined {
  const pointer = decodeURIComponent(error.schemaPath.slice(error.schemaPath.indexOf("#") + 1));
  return schema.keyPlaceOf(pointer);
}

type Words = { code?: string; message: string; place?: Place; hint?: string | undefined };

function wording(error: SchemaError, document: SourceDocument): Words {
  const name = nameOf(error.instancePath);
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case "required":
      return {
        code: "NC1005",
        message: `\`${params["missingProperty"]}\` is missing${name === "" ? "" : ` in \`${name}\``}`,
        place: document.keyPlaceOf(error.instancePath),
        hint: missingHint(error, String(params["missingProperty"])),
      };
    case "additionalProperties":
      return unknownProperty(error, String(params["additionalProperty"]), document);
    case "propertyNames":
      return {
        message: `\`${params["propertyName"]}\` cannot be used as a key here`,
        place: document.keyPlaceOf(
          pointerBelow(error.instancePath, String(params["propertyName"])),
        ),
      };
    case "type":
      return typeWords(error, document);
    case "format":
      return formatWords(error);
    case "enum":
    case "const":
      return choiceWords(error);
    default:
      return { message: `${quoted(name)} ${plain(error)}` };
  }
}

function missingHint(error: SchemaError, property: string): string | undefined {
  const described = (
    error.parentSchema?.["properties"] as Record<string, { description?: string }>
  )?.[property]?.description;
  return described === undefined ? undefined : `${property}: ${described}`;
}

function unknownProperty(error: SchemaError, property: string, document: SourceDocument): Words {
  const known = Object.keys((error.parentSchema?.["properties"] as object) ?? {});
  return {
    code: "NC1004",
    message: `unknown property \`${property}\``,
    place: document.keyPlaceOf(pointerBelow(error.instancePath, property)),
    hint: didYouMean(property, known),
  };
}

function typeWords(error: SchemaError, document: SourceDocument): Words {
  const wanted = [error.params["type"] as string | string[]].flat();
  const written = document.written(error.instancePath);
  const message = `${quoted(nameOf(error.instancePath))} must be ${wanted.map(article).join(" or ")}, not ${article(kindOf(error.data))}`;
  if (wanted.includes("string") && written !== undefined && typeof error.data !== "string")
    return { message, hint: written === "" ? undefined : `quote it: "${written}"` };
  if (wanted.includes("boolean") && /^(yes|no|on|off)$/i.test(written ?? ""))
    return { message, hint: "write true or false" };
  if (wanted.some((t) => t === "integer" || t === "number") && /^-?\d+$/.test(String(error.data)))
    return { message, hint: "leave out the quotes" };
  return { message };
}

function formatWords(error: SchemaError): Words {
  const format = formats[String(error.params["format"])];
  const means = format?.means ?? `of the format "${error.params["format"]}"`;
  const hint = format?.hint?.(String(error.data));
  return { message: `${quoted(nameOf(error.instancePath))} must be ${means}`, hint };
}

function choiceWords(error: SchemaError): Words {
  const allowed = (error.params["allowedValues"] ?? [error.params["allowedValue"]]) as unknown[];
  const hint =
    typeof error.data === "string" ? didYouMean(error.data, allowed.map(String)) : undefined;
  const list = allowed.map((value) => JSON.stringify(value)).join(", ");
  return {
    message: `${quoted(nameOf(error.instancePath))} must be ${allowed.length > 1 ? "one of " : ""}${list}`,
    hint,
  };
}

function plain(error: SchemaError): string {
  const limit = error.params["limit"] as number;
  switch (error.keyword) {
    case "minLength":
      return limit === 1 ? "must not be empty" : `must have at least ${limit} characters`;
    case "maxLength":
      return `must have at most ${limit} characters`;
    case "minItems":
      return `must have at least ${limit} ${limit === 1 ? "entry" : "entries"}`;
    case "maxItems":
      return `must have at most ${limit} ${limit === 1 ? "entry" : "entries"}`;
    case "pattern":
      return `must match ${error.params["pattern"]}`;
    case "uniqueItems":
      return `has the same entry twice (${error.params["j"]} and ${error.params["i"]}, counted from 0)`;
    case "dependencies":
      return `has \`${error.params["property"]}\`, but no \`${error.params["missingProperty"]}\``;
    case "oneOf":
    case "anyOf":
      return error.params["passingSchemas"]
        ? "fits more than one of the allowed forms"
        : noForm(error.schema as readonly Readonly<Record<string, unknown>>[]);
    case "not":
      return "must not have this form";
    default:
      return error.message ?? `breaks the rule "${error.keyword}"`;
  }
}

/** Branches that only ask for one property each are a choice of properties. */
function noForm(branches: readonly Readonly<Record<string, unknown>>[]): string {
  const asked = branches.map(({ required, ...more }) =>
    Array.isArray(required) && required.length === 1 && Object.keys(more).length === 0
      ? `\`${required[0]}\``
      : undefined,
  );
  return asked.includes(undefined)
    ? "fits none of the allowed forms"
    : `must have ${asked.join(" or ")}`;
}

function nameOf(pointer: string): string {
  const segments = pointerSegments(pointer);
  const last = segments.at(-1) ?? "";
  return /^\d+$/.test(last) && segments.length > 1 ? `${segments.at(-2)}[${last}]` : last;
}

function quoted(name: string): string {
  return name === "" ? "the document" : `\`${name}\``;
}

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}

function article(kind: string): string {
  const words: Readonly<Record<string, string>> = {
    object: "a mapping",
    array: "a list",
    integer: "a whole number",
    boolean: "true or false",
    nothing: "nothing",
    null: "nothing",
  };
  return words[kind] ?? `a ${kind}`;
}
