import { createHash } from "node:crypto";
import { NetctlError } from "../errors.ts";
import { type Plan, planFormat } from "./plan.ts";

/** Seals that are known: all of a large network goes into one, and that is worked out once. */
const seals = new WeakMap<Omit<Plan, "seal">, string>();

/** A plan with its seal: the digest over everything else in it. Who only looks at a plan asks for none. */
export function seal(plan: Omit<Plan, "seal">): Plan {
  const sealed: Plan = Object.freeze({
    ...plan,
    get seal(): string {
      return seals.get(sealed) ?? digestOf(sealed);
    },
  });
  return sealed;
}

/** A plan as the text of a plan file, piece by piece: that of a thousand devices is long. Its seal comes of them. */
export function* printPlan(plan: Plan): Generator<string> {
  const digest = yield* printed(plan);
  yield `,\n"seal": ${JSON.stringify(digest)}}\n`;
}

/** Reads a plan file. A text that is no plan, a foreign format or a broken seal is refused, never repaired. */
export function openPlan(text: string, path: string): Plan {
  const value = parsed(text);
  if (!isRecord(value) || typeof value["format"] !== "string") {
    throw new NetctlError("refused", `${path} is not a plan file`, {
      hint: "make one: netctl plan -o FILE",
    });
  }
  if (value["format"] !== planFormat) {
    throw new NetctlError(
      "refused",
      `${path} has the format ${value["format"]}, this netctl reads ${planFormat}`,
    );
  }
  const plan = value as Plan;
  if (!Array.isArray(plan.devices) || plan.seal !== digestOf(plan)) {
    throw new NetctlError("refused", `the seal of ${path} is broken: it was edited or cut off`, {
      hint: "plan again: netctl plan -o FILE",
    });
  }
  return Object.freeze(plan);
}

/**
 * Everything but the seal and the end, one device a line; the same after a round trip, whatever blanks are in the file.
 * Gives the seal when all has gone by.
 */
function* printed(plan: Omit<Plan, "seal">): Generator<string, string> {
  const hash = createHash("sha256");
  for (const piece of pieces(plan)) {
    hash.update(piece);
    yield piece;
  }
  const digest = hash.digest("hex");
  seals.set(plan, digest);
  return digest;
}

function* pieces(plan: Omit<Plan, "seal">): Generator<string> {
  // Copied by name, for to look at the seal is to work it out.
  const names = Object.keys(plan).filter((name) => name !== "seal" && name !== "devices");
  const basis = Object.fromEntries(names.map((name) => [name, plan[name as keyof typeof plan]]));
  yield `${JSON.stringify(basis).slice(0, -1)},\n"devices": [`;
  for (const [index, device] of plan.devices.entries()) {
    yield index === 0 ? "\n" : ",\n";
    yield JSON.stringify(device);
  }
  yield "]";
}

function digestOf(plan: Omit<Plan, "seal">): string {
  const print = printed(plan);
  for (;;) {
    const { done, value } = print.next();
    if (done) return value;
  }
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
