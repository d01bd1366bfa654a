import { hasPlaceholder } from "../config/secret-placeholder.ts";
import type { Finding } from "../errors.ts";
import type { Intent, Json, Service, Template, WrittenCheck } from "../intent/intent.ts";
import { digest } from "../intent/memory.ts";
import { pointerBelow } from "../intent/pointer.ts";
import { checkTexts } from "../intent/read-checks.ts";
import { isObject } from "../intent/schema-walk.ts";
import type { Fragment } from "./fragment.ts";
import { render } from "./render.ts";

/** A check of one device, its texts rendered. */
export type RenderedCheck = { readonly device: string; readonly check: WrittenCheck };

/** One text of a check inside the template that renders all of a model for a platform. `line` counts from 1. */
type Text = {
  readonly check: WrittenCheck;
  readonly pointer: string;
  readonly line: number;
  /** True where the check begins with it. */
  readonly isFirst: boolean;
};

/** All checks of one model and its services for a platform, as one template. */
type Sheet = { readonly text: string; readonly texts: readonly Text[] };

/**
 * The checks of models and services, rendered for every device of each service. Their texts go through the same
 * engine as templates: names that no schema defines and values with line breaks or control characters are findings.
 */
export function renderChecks(intent: Intent): {
  readonly checks: readonly RenderedCheck[];
  readonly findings: readonly Finding[];
} {
  const sheets = sheetsOf(intent);
  if (sheets.size === 0) return { checks: [], findings: [] };
  const templates = new Map(
    [...sheets].map(([key, { text }]): [string, Template] => [
      key,
      { path: pathMark + key, text, digest: digest([text]) },
    ]),
  );
  // Each platform has sheets of its own, also where it borrows the templates of another.
  const platforms = new Map(
    [...intent.platforms].map(([name, { templates: _, ...platform }]) => [name, platform]),
  );
  const { fragments, findings } = render({ ...intent, platforms, templates });
  const checks = fragments.flatMap((fragment) => {
    const platform = intent.devices.get(fragment.device)?.platform;
    return checksOf(fragment, sheets.get(`${platform}/${fragment.service.model}`)?.texts ?? []);
  });
  return {
    checks,
    findings: once([
      ...findings.map((finding) => placed(finding, sheets)),
      ...checks.flatMap(({ check }) => secretFindings(check)),
    ]),
  };
}

/** Paths of sheets look like none of the workspace, so that findings at them can be told. */
const pathMark = "\u0000checks/";

/** One sheet for each platform and model, for a check may be meant for some platforms only. */
function sheetsOf({ models, services, platforms }: Intent): ReadonlyMap<string, Sheet> {
  const sheets = new Map<string, Sheet>();
  const asking = services.filter(({ checks }) => checks.length > 0);
  for (const model of models.values()) {
    const own = asking.filter((service) => service.model === model.name);
    for (const platform of platforms.keys()) {
      const sheet = sheetOf(model.checks, own, platform);
      if (sheet.texts.length > 0) sheets.set(`${platform}/${model.name}`, sheet);
    }
  }
  return sheets;
}

function sheetOf(
  own: readonly WrittenCheck[],
  services: readonly Service[],
  platform: string,
): Sheet {
  const lines: string[] = [];
  const texts: Text[] = [];
  const write = (check: WrittenCheck): void => {
    const found = checkTexts(check.words).filter(([pointer]) => isFor(platform, check, pointer));
    const [open, close] = around(check);
    if (found.length > 0) lines.push(...open);
    for (const [pointer, text] of found) {
      texts.push({ check, pointer, line: lines.length + 1, isFirst: pointer === found[0]?.[0] });
      lines.push(`${texts.length - 1} ${text}`);
    }
    if (found.length > 0) lines.push(...close);
  };
  own.forEach(write);
  for (const { name, checks } of services) {
    lines.push(`{% if service.name == "${name}" %}`);
    checks.forEach(write);
    lines.push("{% endif %}");
  }
  return { text: `${lines.join("\n")}\n`, texts };
}

/** What is said of other platforms is not rendered for this one. */
function isFor(platform: string, { words }: WrittenCheck, pointer: string): boolean {
  const [, head, name] = pointer.split("/");
  if ((words["platform"] ?? platform) !== platform) return false;
  const { platforms } = words;
  if (platforms === undefined) return true;
  const isNamed = isObject(platforms) && Object.hasOwn(platforms, platform);
  return isNamed && (head !== "platforms" || name === platform);
}

/** Tags that let a check come once for each entry, and for the devices it names. */
function around({ words }: WrittenCheck): readonly [string[], string[]] {
  const { each, devices } = words;
  const names = (devices as readonly string[] | undefined)?.filter((name) => /^[\w-]+$/.test(name));
  const among = names?.map((name) => `device.name == "${name}"`).join(" or ");
  return [
    [
      ...(among === undefined ? [] : [`{% if ${among || "false"} %}`]),
      ...(each === undefined ? [] : [`{% for entry in ${each} %}`]),
    ],
    [
      ...(each === undefined ? [] : ["{% endfor %}"]),
      ...(among === undefined ? [] : ["{% endif %}"]),
    ],
  ];
}

/** A check begins anew wherever its first text comes: once, or once for each entry. */
function checksOf({ device, text }: Fragment, texts: readonly Text[]): RenderedCheck[] {
  const found: { readonly of: WrittenCheck; words: WrittenCheck["words"] }[] = [];
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const end = line.indexOf(" ");
    const source = texts[Number(end < 0 ? line : line.slice(0, end))];
    if (source === undefined) continue;
    const { check, pointer, isFirst } = source;
    const last = found.at(-1);
    const current = isFirst || last === undefined ? { of: check, words: check.words } : last;
    if (current !== last) found.push(current);
    const rendered = end < 0 ? "" : line.slice(end + 1);
    current.words = withText(current.words, pointer, rendered) as WrittenCheck["words"];
  }
  return found.map(({ of, words }) => ({ device, check: { ...of, words } }));
}

function withText(words: Json, pointer: string, text: string, at = ""): Json {
  if (at === pointer) return text;
  if (typeof words !== "object" || words === null) return words;
  const entries = Object.entries(words).map(([key, inner]) => [
    key,
    withText(inner, pointer, text, pointerBelow(at, key)),
  ]);
  return Array.isArray(words)
    ? entries.map(([, inner]) => inner as Json)
    : Object.fromEntries(entries);
}

/** A finding at a sheet stands where the text was written. */
function placed(finding: Finding, sheets: ReadonlyMap<string, Sheet>): Finding {
  const real = (place: Finding["place"]): Finding["place"] => {
    if (!place.path.startsWith(pathMark)) return place;
    const texts = sheets.get(place.path.slice(pathMark.length))?.texts ?? [];
    const text = texts.find(({ line }) => line === place.line) ?? texts[0];
    return text === undefined ? place : text.check.placeOf(text.pointer);
  };
  const related = finding.related?.map((each) => ({ ...each, place: real(each.place) }));
  return { ...finding, place: real(finding.place), ...(related && { related }) };
}

/** What is wrong for one platform is mostly wrong for all. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const told = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...told.values()];
}

/** What is asked is shown to everybody. */
function secretFindings({ words, placeOf }: WrittenCheck): Finding[] {
  return checkTexts(words)
    .filter(([, text]) => hasPlaceholder(text))
    .map(([pointer]) => ({
      code: "NC1052",
      message: "a check must not hold a secret: its command is shown and journaled",
      place: placeOf(pointer),
    }));
}
