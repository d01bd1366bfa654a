import type { Place } from "../errors.ts";
import { templateFault, valueFault } from "./fault.ts";
import { filters, filtersOfNothing } from "./filters.ts";
import type { Hooks, TemplateSpot } from "./mark-template.ts";
import { isMacroText } from "./nunjucks-parts.ts";
import { writeMark } from "./trail.ts";

/** What one run of a template remembers: every read, and where the template is. */
export type Run = {
  /** Places that were read, in order; the number of a read is its index. Index 0 is the service itself. */
  readonly reads: (() => Place)[];
  readonly spots: readonly TemplateSpot[];
  /** Spot of the expression under way, and how many reads there were when it began. */
  spot: number;
  readsBefore: number;
  /** The first thing that went wrong; the engine itself keeps only its words. */
  fault?: Error;
};

/** The hooks of marked templates. `run` gives the run under way. */
export function runHooks(run: () => Run): Hooks {
  const print = (spotNumber: number, value: unknown): string =>
    printable(value, run().spots[spotNumber] as TemplateSpot, ownRead(run()));
  return {
    __at: (spot) => writeMark({ place: spot, read: run().reads.length - 1, isOwnRead: false }),
    __here: (spot) => {
      const now = run();
      now.spot = spot;
      now.readsBefore = now.reads.length;
      return undefined;
    },
    __out: (spot, _, value) => {
      const text = print(spot, value);
      const isOwnRead = ownRead(run()) !== undefined;
      return writeMark({ place: spot, read: run().reads.length - 1, isOwnRead }) + text;
    },
    __value: (spot, _, value) => print(spot, value),
    __part: (spotNumber, _, value) => {
      const spot = run().spots[spotNumber] as TemplateSpot;
      if (value === undefined || value === null) throw notSet(spot, lastRead(run()));
      if (typeof value === "object" && !isMacroText(value))
        throw noText(value, spot, lastRead(run()));
      return value;
    },
    __filter: (spot, name, ...args) => callFilter(run(), spot, name, args),
  };
}

/** Place of the last read since the expression under way began. */
function ownRead(run: Run): Place | undefined {
  return run.reads.length > run.readsBefore ? run.reads.at(-1)?.() : undefined;
}

function lastRead(run: Run): Place | undefined {
  return run.reads.at(-1)?.();
}

function callFilter(run: Run, spotNumber: number, name: string, args: unknown[]): unknown {
  const spot = run.spots[spotNumber] as TemplateSpot;
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (filter === undefined) throw templateFault("NC2003", `unknown filter \`${name}\``, spot);
  const [value] = args;
  if ((value === undefined || value === null) && !filtersOfNothing.has(name))
    throw notSet({ ...spot, text: spot.text.replace(/ \| \w+$/, "") }, lastRead(run));
  try {
    return (filter as (...all: unknown[]) => unknown)(...args);
  } catch (error) {
    const message = `\`${name}\` failed: ${(error as Error).message}`;
    throw valueFault("NC2005", message, ownRead(run), spot);
  }
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
function printable(value: unknown, spot: TemplateSpot, read: Place | undefined): string {
  if (value === undefined || value === null) throw notSet(spot, read);
  // What macros give back was checked piece by piece when it was made.
  if (isMacroText(value)) return String(value);
  if (typeof value === "function")
    throw templateFault("NC2006", `\`${spot.text}\` is a macro: call it`, spot, {
      hint: `${spot.text}()`,
    });
  if (typeof value === "object") throw noText(value, spot, read);
  if (typeof value === "number" && !Number.isFinite(value))
    throw templateFault("NC2006", `\`${spot.text}\` is ${value}, not a number`, spot, {
      value: read,
    });
  const text = String(value);
  const wrong = unprintable(text);
  if (wrong === undefined) return text;
  throw valueFault("NC2006", `\`${spot.text}\` ${wrong.why}`, read, spot, wrong.hint);
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
