import type { Drift } from "../plan/drift.ts";
import type { Scope } from "../plan/scope.ts";
import { counted, type Look, placeText, printable } from "./report.ts";

/** What netctl.yaml says of drift on a device, where it is not the usual. */
const manners: Readonly<Record<string, string>> = {
  heal: "  put back with the next apply",
  ignore: "  left alone, as netctl.yaml says",
};

/**
 * Drift for people: devices that were not looked at, then per device and section what was expected, what is there, and
 * which service owns the line.
 */
export function driftText(
  drift: readonly (Drift & { readonly policy?: string })[],
  { looked, skipped }: { readonly looked: readonly string[]; readonly skipped: Scope["skipped"] },
  { paint }: Look,
): string {
  const silent = skipped.map(
    ({ device, reason }) => `${device}: ${paint("warning", "skipped")}: ${printable(reason)}`,
  );
  if (drift.length === 0) {
    const end = `${paint("good", "no drift")}: ${counted(looked.length, "device")} as applied`;
    return `${[...silent, end].join("\n")}\n`;
  }
  const lines = drift.flatMap(({ device, lines, policy = "refuse" }) => [
    `${paint("strong", device)}${manners[policy] ?? ""}`,
    ...lines.flatMap(({ kind, section, line, there, origin }) => {
      const isForeign = kind === "remove";
      const owner = origin?.servicePlace ?? origin?.templatePlace;
      return [
        ...(section.length === 0 ? [] : [`  ${printable(section.join(" / "))}`]),
        `    expected  ${isForeign ? "nothing" : printable(line)}`,
        `    there     ${paint("heal", isForeign ? printable(line) : printable(there ?? "nothing"))}`,
        ...(owner === undefined ? [] : [`    owned by  ${origin?.service}  ${placeText(owner)}`]),
      ];
    }),
    "",
  ]);
  const count = drift.reduce((sum, { lines: found }) => sum + found.length, 0);
  const end = `${counted(count, "line")} drifted on ${drift.length} of ${counted(looked.length, "device")}`;
  const hint =
    "Put them back: netctl apply --heal. Keep them: edit the service that owns the line.";
  return `${[...silent, ...lines, paint("bad", end), hint].join("\n")}\n`;
}
