import type { DevicePlan } from "../plan/plan.ts";
import { type Look, printable } from "./report.ts";

/** The lines that netctl's own sessions hang on, and who goes first because of them; nothing where there are none. */
export function guardText(changed: readonly DevicePlan[], { paint }: Look): string[] {
  const lines = changed.flatMap(({ device, guard }) =>
    guard.map(({ section, line, why }) => {
      const what = `${device}: ${printable([...section, line].join(" / "))}`;
      return `${paint("bad", `! ${what}`)}  ${paint("faint", `(${printable(why)})`)}\n`;
    }),
  );
  const order = changed
    .filter(({ after }) => after.length > 0)
    .map(
      ({ device, after }) => `  ${after.join(", ")} before ${device}, through which netctl comes\n`,
    );
  const title = paint("bad", "Touches netctl's own way in:");
  const promise =
    "  A device that netctl cannot log in to again takes itself back when its timer ends.\n";
  return [
    ...(lines.length === 0 ? [] : [`${title}\n${lines.join("")}${promise}`]),
    ...(order.length === 0 ? [] : [`The far ends of a way go first:\n${order.join("")}`]),
  ];
}
