import type { Origin } from "../config/origin.ts";
import { type Look, placeText, printable, widthOf } from "./report.ts";

/** A line with where it comes from and, if known, who wrote it. */
export type OriginLine = {
  readonly section: readonly string[];
  readonly line: string;
  readonly origin?: Origin | undefined;
  readonly authorship?:
    | {
        readonly commit: string | undefined;
        readonly author: string;
        readonly date: string;
      }
    | undefined;
};

const columnLimit = 72;

/** Lines in their sections, each with service line, template line and author at the right. */
export function originText(lines: readonly OriginLine[], { paint }: Look): string {
  const rows: { readonly text: string; readonly origin: string }[] = [];
  let open: readonly string[] = [];
  for (const each of lines) {
    each.section.forEach((section, depth) => {
      if (open[depth] !== section) rows.push({ text: indented(depth, section), origin: "" });
    });
    rows.push({ text: indented(each.section.length, each.line), origin: behind(each) });
    open = [...each.section, each.line];
  }
  const width = Math.min(columnLimit, Math.max(0, ...rows.map(({ text }) => widthOf(text))));
  return rows
    .map(({ text, origin }) => {
      const gap = " ".repeat(Math.max(0, width - widthOf(text)));
      return origin === "" ? `${text}\n` : `${text}${gap}  ${paint("faint", origin)}\n`;
    })
    .join("");
}

function indented(depth: number, text: string): string {
  return `${"  ".repeat(depth)}${printable(text)}`;
}

function behind({ origin, authorship }: OriginLine): string {
  if (origin === undefined) return "<- nobody declared it";
  const { service, servicePlace, templatePlace } = origin;
  const places = [servicePlace, templatePlace].filter((place) => place !== undefined);
  const who =
    authorship === undefined
      ? []
      : authorship.commit === undefined
        ? ["not committed yet"]
        : [
            `${authorship.commit.slice(0, 10)} ${authorship.author} ${authorship.date.slice(0, 10)}`,
          ];
  return `<- ${[service, ...places.map(placeText), ...who].join("  ")}`;
}
