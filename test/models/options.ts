import { parse } from "yaml";
import { schemasOf } from "../../src/intent/author/describe-model.ts";
import type { Json, Model } from "../../src/intent/intent.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import { platformsOf } from "../../src/intent/rules/platform-limits.ts";
import { isObject, type JsonObject } from "../../src/intent/schema-walk.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { render } from "../../src/render/render.ts";
import { caseWorkspace, type ModelCase } from "../../src/workflow/author/model-case.ts";
import { cases, library } from "./cases.ts";

/** Something a model's documents may say: `ends[].mtu`, and what its schema says of it. */
type Option = {
  readonly path: string;
  readonly schema: JsonObject;
  /** Where the schema, or one around it, says that the others cannot express it. */
  readonly platforms: readonly string[] | undefined;
};

/** Every option of a model that holds no others, but the names of devices. */
export function optionsOf(model: Model): readonly Option[] {
  const root = model.schema as JsonObject;
  type Limits = Option["platforms"];
  const below = (part: JsonObject, path: string, limits: Limits): Option[] =>
    schemasOf(root, part).flatMap(({ properties, items }) => [
      ...Object.entries(isObject(properties) ? properties : {}).flatMap(([name, inner]) =>
        isObject(inner) ? at(inner, path === "" ? name : `${path}.${name}`, limits) : [],
      ),
      ...(isObject(items) ? below(items, `${path}[]`, limits) : []),
    ]);
  const at = (part: JsonObject, path: string, around: Limits): Option[] => {
    const schema: JsonObject = Object.assign({}, ...schemasOf(root, part).reverse());
    const platforms = platformsOf(schema) ?? around;
    const { items, properties } = schema;
    const isHolder = isObject(properties) || (isObject(items) && isObject(items["properties"]));
    if (isHolder) return below(part, path, platforms);
    return schema["device"] === true ? [] : [{ path, schema, platforms }];
  };
  const all = below(root, "", undefined);
  // Branches may speak of one option several times: the first word counts.
  return [...new Map(all.reverse().map((option) => [option.path, option])).values()].reverse();
}

/** Findings that say what a platform cannot express. */
const limits = new Set(["NC1063", "NC2009"]);

/** What comes of a document, by platform: the lines of its devices, or what is said to be impossible there. */
type Outcome = { readonly said: ReadonlyMap<string, string>; readonly isUsable: boolean };

/** Tells what comes of documents in place of a case's own. */
function outcomes(tested: ModelCase): (document: Json) => Outcome {
  const own = `models/${tested.model}/${tested.name}.yaml`;
  const files = caseWorkspace(library, tested, own);
  return (document) => outcome(files.set(own, JSON.stringify(document)), own);
}

function outcome(files: ReadonlyMap<string, string>, own: string): Outcome {
  const { intent, findings } = readIntent(files, builtInPlatforms);
  const rendered = findings.length > 0 ? { fragments: [], findings: [] } : render(intent);
  const said = new Map<string, string>();
  const say = (platform: string, text: string): void => {
    said.set(platform, `${said.get(platform) ?? ""}${text}\n`);
  };
  for (const { device, service, text } of rendered.fragments)
    if (service.path === own) say(intent.devices.get(device)?.platform ?? "", `${device}\n${text}`);
  const all = [...findings, ...rendered.findings];
  for (const { message } of all) say(/ which is (\S+)$/.exec(message)?.[1] ?? "", message);
  return { said, isUsable: all.every(({ code }) => limits.has(code)) };
}

/** A value in a document that can be put in place of another. */
type Spot = {
  readonly path: string;
  readonly value: Json;
  readonly put: (other: Json | undefined) => void;
};

/** Every value of a document that has a name, with the path of its name. */
export function spotsIn(value: Json, path = ""): Spot[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => spotsIn(item, `${path}[]`));
  if (!isObject(value)) return [];
  const holder = value as Record<string, Json>;
  return Object.entries(value).flatMap(([key, inner]): Spot[] => {
    const below = path === "" ? key : `${path}.${key}`;
    const put = (other: Json | undefined): void => {
      if (other === undefined) delete holder[key];
      else holder[key] = other;
    };
    return [{ path: below, value: inner, put }, ...spotsIn(inner, below)];
  });
}

/** Values that may stand in place of this one; undefined is none at all. */
function others(value: Json, schema: JsonObject): (Json | undefined)[] {
  if (Array.isArray(value))
    return [
      undefined,
      ...(value.length > 1 ? [value.slice(1)] : []),
      ...others(value[0] ?? null, isObject(schema["items"]) ? schema["items"] : {}).flatMap(
        (first) => (first === undefined ? [] : [[first, ...value.slice(1)]]),
      ),
    ];
  if (isObject(value)) return [undefined, { secret: "env:ANOTHER" }];
  if (Array.isArray(schema["enum"])) return [undefined, ...(schema["enum"] as Json[])];
  if (typeof value === "boolean") return [undefined, !value];
  if (typeof value === "number") return [undefined, value + 1, value - 1];
  const digits = [...String(value).matchAll(/\d/g)].slice(-8).map(({ index, 0: digit }) => {
    const other = String((Number(digit) + 1) % 10);
    return `${String(value).slice(0, index)}${other}${String(value).slice(index + 1)}`;
  });
  return [undefined, ...digits, `${value}x`];
}

/**
 * The options of a model that are heard, as `<option> on <platform>`: a golden case has the option, and with another
 * value, or without it, other lines are said there, or it is refused for that platform; of a service that is referred to
 * the name must be said.
 */
export function heard(model: Model): ReadonlySet<string> {
  const options = new Map(optionsOf(model).map(({ path, schema }) => [path, schema]));
  const found = new Set<string>();
  for (const tested of cases.values()) {
    if (tested.model !== model.name) continue;
    const document = parse(tested.files.get("service.yaml") ?? "") as Json;
    const outcomeOf = outcomes(tested);
    const before = outcomeOf(document);
    for (const spot of before.isUsable ? spotsIn(document) : []) {
      const schema = options.get(spot.path);
      if (schema === undefined) continue;
      const open = new Set(
        [...before.said.keys()].filter((on) => !found.has(`${spot.path} on ${on}`)),
      );
      for (const platform of hearing(spot, schema, before, open, () => outcomeOf(document)))
        found.add(`${spot.path} on ${platform}`);
    }
  }
  return found;
}

/** The platforms, of those that are open, where something else is said when something else stands at this spot. */
function hearing(
  { value, put }: Spot,
  schema: JsonObject,
  before: Outcome,
  open: ReadonlySet<string>,
  look: () => Outcome,
): ReadonlySet<string> {
  const isName = typeof schema["service"] === "string";
  const heard = new Set([...open].filter((on) => isName && said(before, on).includes(` ${value}`)));
  for (const other of others(value, schema)) {
    if (heard.size === open.size) break;
    put(other);
    const after = look();
    for (const on of after.isUsable ? open : [])
      if (said(after, on) !== said(before, on)) heard.add(on);
  }
  put(value);
  return heard;
}

function said(outcome: Outcome, platform: string): string {
  return outcome.said.get(platform) ?? "";
}
