import type { Place } from "../errors.ts";
import { type Look, placeText, printable } from "./report.ts";

/** Why something did not come about. */
export type Reason = {
  /** One sentence without the device's name. */
  readonly message: string;
  /** The device's or git's own words; may have several lines. */
  readonly words?: string | undefined;
  /** Where the line in question comes from. */
  readonly places?: readonly Place[] | undefined;
  readonly hint?: string | undefined;
};

/** What stands below the message: the other side's words, the places, the hint. */
export function reasonLines(reason: Reason, { paint }: Look): string[] {
  const words = (reason.words ?? "").split(/\r?\n/).filter((line) => line.trim() !== "");
  return [
    ...words.map((line) => `  ${paint("faint", "|")} ${printable(line)}`),
    ...(reason.places ?? []).map((place) => `  ${paint("faint", "-->")} ${placeText(place)}`),
    ...(reason.hint === undefined
      ? []
      : [`  ${paint("faint", "=")} help: ${printable(reason.hint)}`]),
  ];
}
