import type { Check } from "../intent/intent.ts";

/** Whether a device's answer is what a check expects, and what was found instead. */
export type CheckResult = { readonly isPassed: boolean; readonly found: string };

/** The checks that are asked on one device. */
export function checksFor(
  checks: readonly Check[],
  device: { readonly name: string; readonly platform: string },
): readonly Check[] {
  return checks.filter(
    ({ devices, platform }) =>
      (devices?.includes(device.name) ?? true) && (platform ?? device.platform) === device.platform,
  );
}

/** Judges the answer to a check's command. */
export function judgeCheck(check: Check, answer: string): CheckResult {
  const { expect, contains, number } = check;
  if (contains !== undefined) {
    return { isPassed: answer.includes(contains), found: `no "${contains}"` };
  }
  if (expect !== undefined) {
    return { isPassed: new RegExp(expect, "mu").test(answer), found: `nothing like /${expect}/` };
  }
  const text = number && new RegExp(number.match, "mu").exec(answer)?.[1];
  const value = Number(text);
  if (number === undefined || text === undefined || Number.isNaN(value)) {
    return { isPassed: false, found: "no number" };
  }
  const isPassed = value >= (number.atLeast ?? -Infinity) && value <= (number.atMost ?? Infinity);
  return { isPassed, found: String(value) };
}
