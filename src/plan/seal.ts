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

function digestOf(value: object): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}

/** JSON with sorted keys and without absent ones, so that the same plan has the same digest after a round trip. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`);
  return `{${entries.join(",")}}`;
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
