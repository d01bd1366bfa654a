import type { Place } from "../../errors.ts";

/** A question in the words of one platform, and what its answer must hold: all of it. */
export type Asking = {
  /** A name of its own, where it has one. */
  readonly name?: string;
  /** What is typed; it only shows something. */
  readonly command: string;
  /** Source of a regular expression with the flags "mu". */
  readonly expect?: string;
  /** Text that must stand in the answer. */
  readonly contains?: string;
  readonly numbers?: readonly NumberWithin[];
};

/** Within what a number must lie; one of the two is there. */
export type Bounds = { readonly atLeast?: number; readonly atMost?: number };

/** A number in an answer: the first group of `match`, a regular expression with the flags "mu". */
export type NumberWithin = Bounds & { readonly match: string };

/** One question to one device, which must be answered well before a trial is kept. Plain data: it goes into plans. */
export type Check = Asking & {
  readonly name: string;
  /** How long it is asked again before it counts as failed. Seconds. */
  readonly withinSeconds: number;
  /** How long it must go on passing once it passes: what a change breaks may break late. Seconds. */
  readonly holdsSeconds: number;
  /** True where the change is refused unless it passes beforehand. */
  readonly mustPassBefore: boolean;
  /** Where it is written. */
  readonly place: Place;
};

/** Whether a device's answer is what a check expects, and what was found instead. */
export type CheckResult = { readonly isPassed: boolean; readonly found: string };

/** Judges the answer to a check's command: everything that it expects must be there. */
export function judgeCheck(check: Check, answer: string): CheckResult {
  const { expect, contains, numbers = [] } = check;
  if (contains !== undefined && !answer.includes(contains)) {
    return { isPassed: false, found: `no "${contains}"` };
  }
  if (expect !== undefined && !new RegExp(expect, "mu").test(answer)) {
    return { isPassed: false, found: `nothing like /${expect}/` };
  }
  const wrong = numbers.map((number) => faultOf(number, answer)).find((fault) => fault);
  return { isPassed: wrong === undefined, found: wrong ?? "" };
}

/** What is wrong with a number; undefined where it lies within its bounds. */
function faultOf(number: NumberWithin, answer: string): string | undefined {
  const text = new RegExp(number.match, "mu").exec(answer)?.[1];
  const value = Number(text);
  if (text === undefined || Number.isNaN(value)) return "no number";
  const isWithin = value >= (number.atLeast ?? -Infinity) && value <= (number.atMost ?? Infinity);
  return isWithin ? undefined : `${value}, not ${boundsText(number)}`;
}

/** `at least 1 and at most 3`. */
export function boundsText({ atLeast, atMost }: Bounds): string {
  const said = [
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ];
  return said.join(" and ");
}
