import { type Finding, sortFindings } from "../errors.ts";
import { counted, type Look, placeText, printable, widthOf } from "./report.ts";

/** What else the text says. */
export type FindingsLook = Look & {
  /** What was looked at, for the last line: "14 services, 3 devices checked". */
  readonly checked?: string;
};

const sourceLimitCount = 100;

/** Findings as a good compiler shows them, all of them, sorted, with their number at the end. */
export function findingsText(findings: readonly Finding[], look: FindingsLook): string {
  const frames = sortFindings(findings).map((finding) => frame(finding, look));
  const files = new Set(findings.map(({ place }) => place.path)).size;
  const sum =
    findings.length === 0
      ? look.paint("good", "no errors")
      : look.paint("bad", `${counted(findings.length, "error")} in ${counted(files, "file")}`);
  const checked = look.checked === undefined ? "" : ` (${look.checked})`;
  return [...frames, `${sum}${checked}\n`].join("\n");
}

/** The same findings for programs: one JSON document. */
export function findingsJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ format: "netctl.findings/1", findings: sortFindings(findings) }, null, 2)}\n`;
}

function frame(finding: Finding, { paint }: Look): string {
  const { code, message, place, source, hint, related = [] } = finding;
  const gutter = " ".repeat(String(place.line).length + 1);
  const bar = paint("faint", "|");
  const lines = [
    `${paint("bad", `error[${code}]`)}${paint("strong", `: ${printable(message)}`)}`,
    `${gutter}${paint("faint", "-->")} ${placeText(place)}`,
  ];
  if (source !== undefined) {
    const { text, caret } = window(finding, source);
    lines.push(
      `${gutter} ${bar}`,
      `${paint("faint", ` ${place.line}`)} ${bar} ${text}`,
      `${gutter} ${bar} ${caret.blanks}${paint("bad", caret.marks)}`,
    );
  }
  const notes = [
    ...related.map((other) => `${printable(other.label)}: ${placeText(other.place)}`),
    ...(hint === undefined ? [] : [`help: ${printable(hint)}`]),
  ];
  lines.push(...notes.map((words) => `${gutter} ${paint("faint", "=")} ${words}`));
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

/** The part of the line that is meant, with its caret below. */
function window(
  { place }: Finding,
  source: string,
): {
  readonly text: string;
  readonly caret: { readonly blanks: string; readonly marks: string };
} {
  const line = printable(source);
  const at = Math.min(place.column - 1, line.length);
  const from = line.length <= sourceLimitCount ? 0 : Math.max(0, at - sourceLimitCount / 2);
  const to = Math.min(line.length, from + sourceLimitCount);
  const head = from > 0 ? "…" : "";
  const text = `${head}${line.slice(from, to)}${to < line.length ? "…" : ""}`;
  const before = `${head}${line.slice(from, at)}`;
  const meant = line.slice(at, Math.min(at + (place.length ?? 1), to));
  return {
    text,
    caret: {
      // A tab stays a tab, so that the caret stands below whatever it is shown as.
      blanks: before
        .split("\t")
        .map((part) => " ".repeat(widthOf(part)))
        .join("\t"),
      marks: "^".repeat(Math.max(1, widthOf(meant))),
    },
  };
}
