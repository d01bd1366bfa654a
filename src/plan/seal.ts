import { createHash } from "node:crypto";
import { NetctlError } from "../errors.ts";
import type { Plan } from "./plan.ts";

/** A plan with its seal: the digest over everything else in it. */
export function seal(plan: Omit<Plan, "seal">): Plan {
  return Object.freeze({ ...plan, seal: digestOf(plan) });
}

/** A plan as the text of a plan file. */
export function printPlan(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}

/** Reads a plan file. A text that is no plan, a foreign format or a broken seal is refused, never repaired. */
export function openPlan(text: string, path: string): Plan {
  const value = parsed(text);
  if (!isRecord(value) || typeof value["format"] !== "string") {
    throw new NetctlError("refused", `${path} is not a plan file`, {
      hint: "make one: netctl plan -o FILE",
    });
  }
  if (value["format"] !== "netctl.plan/1") {
    throw new NetctlError(
      "refused",
      `${path} has the format ${value["format"]}, this netctl reads netctl.plan/1`,
    );
  }
  const { seal: found, ...rest } = value;
  if (found !== digestOf(rest)) {
    throw new NetctlError("refused", `the seal of ${path} is broken: it was edited or cut off`, {
      hint: "plan again: netctl plan -o FILE",
    });
  }
  return Object.freeze(value) as Plan;
}

/** Pieces of a text that are digested together. */
const PIECES = 1000;

function digestOf(value: object): string {
  const hash = createHash("sha256");
  const pieces: string[] = [];
  sayCanonical(value, (piece) => {
    if (pieces.push(piece) < PIECES) return;
    hash.update(pieces.join(""));
    pieces.length = 0;
  });
  return hash.update(pieces.join("")).digest("hex");
}

/**
 * JSON with sorted keys and without absent ones, so that the same plan has the same digest after a round trip. It is
 * said piece by piece: the plan of a thousand devices is long.
 */
function sayCanonical(value: unknown, say: (piece: string) => void): void {
  if (Array.isArray(value)) {
    value.forEach((each, index) => {
      say(index === 0 ? "[" : ",");
      sayCanonical(each, say);
    });
    say(value.length === 0 ? "[]" : "]");
  } else if (isRecord(value)) {
    let before = "{";
    for (const key of Object.keys(value).sort()) {
      if (value[key] === undefined) continue;
      say(`${before}${JSON.stringify(key)}:`);
      sayCanonical(value[key], say);
      before = ",";
    }
    say(before === "{" ? "{}" : "}");
  } else say(JSON.stringify(value) ?? "null");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
