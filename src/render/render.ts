// Rendering: what a template of a platform makes of a service, once for each (service, device), with the origin of
// every line. This room knows Nunjucks; it refuses to know what the lines mean to a device, and it lets nothing into
// them that a template did not put there on purpose.

import type { Origin } from "../config/origin.ts";
import { hasWholePlaceholders } from "../config/secret-placeholder.ts";
import { type Finding, type Place, sortFindings } from "../errors.ts";
import type { Device, Intent, Service } from "../intent/intent.ts";
import { digest, type Memory, noMemory } from "../intent/memory.ts";
import { templateFolder } from "../intent/template-folder.ts";
import { compileTemplates } from "./compile-templates.ts";
import { Fault, spotPlace } from "./fault.ts";
import type { Fragment } from "./fragment.ts";
import { keepFragment, recallFragment } from "./known-fragment.ts";
import { LineOrigin } from "./line-origin.ts";
import type { TemplateSpot } from "./mark-template.ts";
import { checkTemplates } from "./names/check-templates.ts";
import type { RenderDigests } from "./render-digests.ts";
import { type Run, runHooks } from "./run-hooks.ts";
import { EscapeError } from "./safe-lookup.ts";
import { servicesOn } from "./services-on.ts";
import { templateContexts } from "./template-context.ts";
import { readTrail, type TrailedLine } from "./trail.ts";

/** What rendering gives: fragments in the order of services, then devices, and what is wrong. */
export type Rendering = {
  readonly fragments: readonly Fragment[];
  readonly findings: readonly Finding[];
};

/**
 * Renders every service on every device it touches, or on those of `only`. A template with findings gives no fragment,
 * and the result must then not be acted on.
 */
export function render(intent: Intent, only?: ReadonlySet<string>): Rendering {
  return renderer(intent)(only);
}

/** What renderings that follow each other have in common. `digests` are wanted where there is a memory. */
export type Recalling = { readonly memory: Memory; readonly digests: RenderDigests };

/**
 * The same for several turns over one intent: templates are checked and compiled once, and not checked where it is
 * remembered that they are sound. What a service says on a device is remembered too.
 */
export function renderer(
  intent: Intent,
  recalling?: Recalling,
): (only?: ReadonlySet<string>) => Rendering {
  const spots: TemplateSpot[] = [];
  let run: Run = { reads: [], spots, spot: -1, target: "" };
  const hooks = runHooks(() => run);
  const renderTemplate = compileTemplates(intent, hooks, spots, (error) => {
    run.fault ??= error;
  });
  const contextOf = templateContexts(intent, (place) => run.reads.push(place));
  const wrong = templateFindings(intent, recalling?.memory ?? noMemory);
  const isChecked = untouchedBy(wrong);
  const turn = (service: Service, device: Device): Rendering => {
    const folder = templateFolder(intent.platforms, device.platform);
    const template = intent.templates.get(`${folder}/${service.model}`);
    if (template === undefined || !isChecked(template.path)) return { fragments: [], findings: [] };
    const target = `${device.name}, which is ${device.platform}`;
    run = { reads: [() => service.placeOf("")], spots, spot: -1, target };
    try {
      const text = renderTemplate(folder, service.model, contextOf(service, device));
      const lines = readTrail(text);
      const findings = lines.flatMap((line) => lineFindings(line, run));
      return { fragments: [fragment(service, device, lines, run)], findings };
    } catch (error) {
      return { fragments: [], findings: [faultFinding(error, run, service, device)] };
    }
  };
  const take = recalling === undefined ? turn : recalledTurns(turn, recalling);
  return (only) => {
    const turns = servicesOf(intent, only).flatMap((service) =>
      service.devices.flatMap((name) => {
        const device = intent.devices.get(name);
        const isLeftOut = device === undefined || (only !== undefined && !only.has(name));
        return isLeftOut ? [] : [take(service, device)];
      }),
    );
    const findings = [...wrong, ...turns.flatMap((each) => each.findings)];
    return {
      fragments: turns.flatMap((each) => each.fragments),
      findings: once(sortFindings(findings)),
    };
  };
}

/** Services that say something on one of the devices, in their own order. */
function servicesOf(intent: Intent, only: ReadonlySet<string> | undefined): readonly Service[] {
  if (only === undefined) return intent.services;
  const touching = new Set([...only].flatMap(servicesOn(intent)));
  return intent.services.filter((each) => touching.has(each));
}

type Turn = (service: Service, device: Device) => Rendering;

/** Turns that are not taken where the text of an earlier run is still right. */
function recalledTurns(turn: Turn, { memory, digests }: Recalling): Turn {
  return (service, device) => {
    const made = digests.ofFragment(service, device);
    const again = () => turn(service, device).fragments[0];
    const known = recallFragment(device.name, service, { made, memory }, again);
    if (known !== undefined) return { fragments: [known], findings: [] };
    const rendering = turn(service, device);
    const [fragment] = rendering.fragments;
    if (fragment !== undefined && rendering.findings.length === 0)
      keepFragment(fragment, made, memory);
    return rendering;
  };
}

/** What is wrong with the templates; nothing where the same ones were looked at beside the same schemas before. */
function templateFindings(intent: Intent, memory: Memory): Finding[] {
  if (memory === noMemory) return checkTemplates(intent);
  const texts = [...intent.templates].flatMap(([key, each]) => [key, each.digest]);
  const schemas = [...intent.models].flatMap(([key, { schema }]) => [key, JSON.stringify(schema)]);
  const made = digest([...texts, ...schemas]);
  if (memory.recall("templates", "all", made) === true) return [];
  const findings = checkTemplates(intent);
  if (findings.length === 0) memory.keep("templates", "all", made, true);
  return findings;
}

/** Tells which templates have no finding, neither their own nor one of a file they may import. */
function untouchedBy(findings: readonly Finding[]): (path: string) => boolean {
  const wrong = new Set(findings.map((finding) => finding.place.path));
  const folders = new Set([...wrong].filter((p) => p.includes("/_")).map(folderOf));
  return (path) => !wrong.has(path) && !folders.has(folderOf(path));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function fragment(
  service: Service,
  device: Device,
  lines: readonly TrailedLine[],
  run: Run,
): Fragment {
  const name = `${service.model}/${service.name}`;
  const origins: Origin[] = [];
  for (const line of lines) {
    // A line without a mark goes on what the line before it began: the text of a banner.
    const origin = line.marks.length === 0 ? origins.at(-1) : lineOrigin(name, line, run);
    origins.push(origin ?? { service: name });
  }
  return {
    device: device.name,
    service,
    text: narrow(lines.map((line) => `${line.text}\n`).join("")),
    originOf: (line) => origins[line - 1] ?? { service: name },
  };
}

/** The same text with one byte for each character, where that will do: the marks that were cut out take two. */
function narrow(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

function lineOrigin(service: string, line: TrailedLine, run: Run): Origin {
  const first = line.leading.at(-1) ?? line.marks[0];
  const templatePlace = run.spots[first?.place ?? -1]?.place;
  const read = line.marks.findLast((mark) => mark.isOwnRead) ?? first;
  const find = run.reads[read?.read ?? 0];
  if (find !== undefined) return new LineOrigin(service, templatePlace, find);
  return { service, ...(templatePlace && { templatePlace }) };
}

/**
 * A last look at what is printed, whatever way it took: no control character, no template that was left standing, no
 * secret that a filter cut.
 */
function lineFindings(line: TrailedLine, run: Run): Finding[] {
  const found = /\p{Cc}|\p{Co}|\{\{|\{%/u.exec(line.text)?.[0];
  const isWhole = hasWholePlaceholders(line.text);
  if (found === undefined && isWhole) return [];
  const { templatePlace, servicePlace } = lineOrigin("", line, run);
  const what = !isWhole
    ? "a part of a secret: print it whole, as it is"
    : found?.startsWith("{")
      ? `\`${found}\``
      : "a control character";
  return [
    {
      code: "NC2006",
      message: `the line that comes of this holds ${what}`,
      place: templatePlace ?? (servicePlace as Place),
      ...(found === "\t" ? { hint: "indent with spaces" } : {}),
    },
  ];
}

function faultFinding(error: unknown, run: Run, service: Service, device: Device): Finding {
  const fault = run.fault ?? (error as Error);
  if (fault instanceof Fault) return fault.finding;
  const spot = run.spots[run.spot];
  const message = fault.message
    .replace(/^\([^)]*\)[^\n]*\n\s*/, "")
    .replace(/^(?:\w*[Ee]rror: )+/, "");
  return {
    code: fault instanceof EscapeError ? "NC2007" : "NC2005",
    message,
    place:
      spot === undefined
        ? { path: `templates/${device.platform}/${service.model}.njk`, line: 1, column: 1 }
        : spotPlace(spot),
    related: [{ label: `while rendering for ${device.name}`, place: service.placeOf("") }],
  };
}

/** One finding of a kind for a place: a template that is wrong is wrong for every service alike. */
function once(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, message, place }) => {
    const key = `${code} ${place.path}:${place.line}:${place.column} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
