import type { Finding } from "../../errors.ts";
import type { Platform } from "../../platform/platform.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Json } from "../intent.ts";
import { schemaFindings } from "../schema-findings.ts";
import { isObject } from "../schema-walk.ts";
import { deepFreeze, type SourceDocument } from "../source-document.ts";
import type { SchemaError, Validator } from "../validator.ts";
import { extendPlatform, type PlatformChange } from "./extend-platform.ts";
import { type PlatformPart, platformFindings } from "./platform-findings.ts";
import { platformChangeSchema, platformSchema } from "./platform-schema.ts";

/** Makes a platform of its file, given those it may extend. Undefined where it has findings. */
export type PlatformReader = (
  name: string,
  source: SourceDocument,
) => { readonly platform: Platform | undefined; readonly findings: readonly Finding[] };

/** A reader of `platform.yaml` files. Make one a run: what is slow is done once, when it is first needed. */
export function platformReader(
  builtIn: ReadonlyMap<string, Platform>,
  validator: Validator,
): PlatformReader {
  const checkWhole = once(() => validator.compile(platformSchema));
  const checkChange = once(() => validator.compile(platformChangeSchema));
  return (name, source) => {
    const isChange = isObject(source.value) && source.value["extends"] !== undefined;
    const read = checked(source, isChange ? checkChange() : checkWhole());
    if (read.findings.length > 0) return { platform: undefined, findings: read.findings };
    const base = isChange ? baseOf(read.document as PlatformChange, builtIn, source) : undefined;
    if (base !== undefined && "code" in base) return { platform: undefined, findings: [base] };
    const platform = base
      ? extendPlatform(base, name, read.document as PlatformChange)
      : { ...(read.document as Omit<Platform, "name">), name };
    const findings = platformFindings(read.document as PlatformPart, platform, source);
    return findings.length > 0
      ? { platform: undefined, findings }
      : { platform: deepFreeze(platform), findings };
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function checked(
  source: SourceDocument,
  check: (document: unknown) => readonly SchemaError[],
): { readonly document: unknown; readonly findings: readonly Finding[] } {
  const document = withControls(source.value);
  return { document, findings: schemaFindings(check(document), source) };
}

function baseOf(
  change: PlatformChange,
  builtIn: ReadonlyMap<string, Platform>,
  source: SourceDocument,
): Platform | Finding {
  const hint = didYouMean(change.extends, [...builtIn.keys()]);
  return (
    builtIn.get(change.extends) ?? {
      code: "NC1040",
      message: `\`${change.extends}\` is no built-in platform`,
      place: source.placeOf("/extends"),
      ...(hint === undefined ? {} : { hint }),
    }
  );
}

const controlKeys: ReadonlySet<string> = new Set(["close", "literal"]);

/** A copy that may be filled in, with `^D` for Control-D: files must not hold the character itself. */
function withControls(value: Json, key = ""): unknown {
  if (typeof value === "string")
    return controlKeys.has(key) && /^\^[A-Z]$/.test(value)
      ? String.fromCharCode(value.charCodeAt(1) - 64)
      : value;
  if (Array.isArray(value)) return value.map((inner: Json) => withControls(inner));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([k, inner]) => [k, withControls(inner, k)]));
}
