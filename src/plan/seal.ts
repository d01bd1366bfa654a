import { createHash } from "node:crypto";
import { NetctlError } from "../errors.ts";
import { type Plan, planFormat } from "./plan.ts";

/** A plan with its seal: the digest over everything else in it. */
export function seal(plan: Omit<Plan, "seal">): Plan {
  let known: string | undefined;
  return Object.freeze({
    ...plan,
    // All of a large network is in it, and who only looks at a plan asks for none.
    get seal() {
      known ??= digestOf(plan);
      return known;
    },
  });
}

/** A plan as the text of a plan file, piece by piece: that of a thousand devices is long. */
export function* printPlan({ seal: digest, ...plan }: Plan): Generator<string> {
  yield* printed(plan);
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
  const { seal: found, ...plan } = value as Plan;
  if (!Array.isArray(plan.devices) || found !== digestOf(plan)) {
    throw new NetctlError("refused", `the seal of ${path} is broken: it was edited or cut off`, {
      hint: "plan again: netctl plan -o FILE",
    });
  }
  return Object.freeze(value) as Plan;
}

/** Everything but the seal and the end, one device a line; the same after a round trip, whatever blanks are in the file. */
function* printed({ devices, ...basis }: Omit<Plan, "seal">): Generator<string> {
  yield `${JSON.stringify(basis).slice(0, -1)},\n"devices": [`;
  for (const [index, device] of devices.entries()) {
    yield index === 0 ? "\n" : ",\n";
    yield JSON.stringify(device);
  }
  yield "]";
}

function digestOf(plan: Omit<Plan, "seal">): string {
  const hash = createHash("sha256");
  for (const piece of printed(plan)) hash.update(piece);
  return hash.digest("hex");
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
