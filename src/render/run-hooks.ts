import type { Place } from "../errors.ts";
import { templateFault, valueFault } from "./fault.ts";
import { filters, filtersOfNothing } from "./filters.ts";
import type { Hooks, TemplateSpot } from "./mark-template.ts";
import { isMacroText } from "./nunjucks-parts.ts";
import { leadsOut } from "./safe-lookup.ts";
import { hasMarks, writeMark } from "./trail.ts";

/** What one run of a template remembers: every read, and where the template is. */
export type Run = {
  /** Places that were read, in order; the number of a read is its index. The first is the service itself. */
  readonly reads: (() => Place)[];
  readonly spots: readonly TemplateSpot[];
  /** The device it runs for, as messages name it. */
  readonly target: string;
  /** Spot of the expression evaluated last. */
  spot: number;
  /** The first thing that went wrong; the engine itself keeps only its words. */
  fault?: Error;
};

/** The hooks of marked templates. `run` gives the run under way. */
export function runHooks(run: () => Run): Hooks {
  const spotOf = (spot: number): TemplateSpot => run().spots[spot] as TemplateSpot;
  const print = (spot: number, before: number, value: unknown): string => {
    if (value === undefined || value === null) throw notSet(spotOf(spot), lastRead(run()));
    return printable(value, spotOf(spot), () => readSince(run(), before));
  };
  return {
    __at: (spot) => writeMark({ place: spot, read: run().reads.length - 1, isOwnRead: false }),
    __here: (spot) => {
      run().spot = spot;
      return run().reads.length;
    },
    __out: (spot, before, value) => {
      const { reads } = run();
      const text = print(spot, before, value);
      // Text that has marks of its own knows better where it comes from.
      const isOwnRead = reads.length > before && !hasMarks(text);
      return writeMark({ place: spot, read: reads.length - 1, isOwnRead }) + text;
    },
    __value: print,
    __part: (spotNumber, _, value) => {
      const spot = spotOf(spotNumber);
      if (value === undefined || value === null) throw notSet(spot, lastRead(run()));
      if (typeof value === "object" && !isMacroText(value))
        throw noText(value, spot, lastRead(run()));
      return value;
    },
    __filter: (spot, before, name, ...args) => callFilter(run(), { spot, before }, name, args),
    unsupported: (what) => {
      const { target, spot } = run();
      const message = `${what ?? "this"} cannot be expressed on ${target}`;
      throw valueFault("NC2009", message, lastRead(run()), spotOf(spot));
    },
  };
}

/** Place of the last read, if there was one since `before`. */
function readSince(run: Run, before: number): Place | undefined {
  return run.reads.length > before ? run.reads.at(-1)?.() : undefined;
}

function lastRead(run: Run): Place | undefined {
  return run.reads.at(-1)?.();
}

function callFilter(
  run: Run,
  at: { readonly spot: number; readonly before: number },
  name: string,
  args: unknown[],
): unknown {
  const spot = run.spots[at.spot] as TemplateSpot;
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (filter === undefined) throw templateFault("NC2003", `unknown filter \`${name}\``, spot);
  const [value] = args;
  if ((value === undefined || value === null) && !filtersOfNothing.has(name))
    throw notSet({ ...spot, text: spot.text.replace(/ \| \w+$/, "") }, lastRead(run));
  refuseNothing(args, name, spot);
  // Some filters read a member by a name they are given.
  const outward = args.slice(1).find((arg) => typeof arg === "string" && leadsOut(arg));
  if (outward !== undefined)
    throw templateFault("NC2007", `\`${outward}\` is not for templates`, spot);
  try {
    return (filter as (...all: unknown[]) => unknown)(...args);
  } catch (error) {
    const message = `\`${name}\` failed: ${(error as Error).message}`;
    throw valueFault("NC2005", message, readSince(run, at.before), spot);
  }
}

/** Nunjucks would print what is not set as nothing, or as the word `undefined`, where it is one of several. */
function refuseNothing(args: readonly unknown[], name: string, spot: TemplateSpot): void {
  const [value, ...rest] = args;
  // Lists of a document are frozen and hold no gaps; looking through them would count as reading.
  const isGappy =
    Array.isArray(value) && !Object.isFrozen(value) && value.some((item) => item === undefined);
  if (isGappy || (!filtersOfNothing.has(name) && rest.some((arg) => arg === undefined)))
    throw templateFault("NC2004", `\`${spot.text}\` is given something that is not set`, spot);
}

function notSet(spot: TemplateSpot, value: Place | undefined): Error {
  return templateFault("NC2004", `\`${spot.text}\` is not set`, spot, {
    hint: `set it in the service, or ask first: {% if ${spot.text} %}`,
    value,
  });
}

function noText(value: object, spot: TemplateSpot, place: Place | undefined): Error {
  const kind = Array.isArray(value) ? "a list" : "a mapping";
  return templateFault("NC2006", `\`${spot.text}\` is ${kind}, which has no text`, spot, {
    hint: Array.isArray(value) ? "go through it with {% for %}" : "print one of its properties",
    value: place,
  });
}

/** A value as text, or a fault where it is none that a configuration may hold. */
function printable(
  value: NonNullable<unknown>,
  spot: TemplateSpot,
  read: () => Place | undefined,
): string {
  // What macros give back was checked piece by piece when it was made.
  if (isMacroText(value)) return String(value);
  if (typeof value === "function")
    throw templateFault("NC2006", `\`${spot.text}\` is a macro: call it`, spot, {
      hint: `${spot.text}()`,
    });
  if (typeof value === "object") throw noText(value, spot, read());
  if (typeof value === "number" && !Number.isFinite(value))
    throw templateFault("NC2006", `\`${spot.text}\` is ${value}, not a number`, spot, {
      value: read(),
    });
  const text = String(value);
  const wrong = unprintable(text);
  if (wrong === undefined) return text;
  throw valueFault("NC2006", `\`${spot.text}\` ${wrong.why}`, read(), spot, wrong.hint);
}

/** Why a text that came out of a value cannot stand in a configuration. */
function unprintable(text: string): { readonly why: string; readonly hint?: string } | undefined {
  if (/(?<!\uE000)\n/.test(text))
    return {
      why: "holds a line break, which would begin a new command",
      hint: "write it on one line; the template can take several lines with the filter `multiline`",
    };
  if (/(?!\n)\p{Cc}/u.test(text)) return { why: "holds a control character", hint: "remove it" };
  if (/\{\{|\{%/.test(text))
    return { why: "holds `{{` or `{%`: a template that was not rendered?" };
  if (/\[object \w+\]/.test(text))
    return { why: "holds `[object Object]`: a mapping printed as text" };
  return undefined;
}
