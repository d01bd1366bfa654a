import type { Difference } from "../config/change-set.ts";
import type { Origin } from "../config/origin.ts";
import { type Look, type Meaning, type Paint, printable, widthOf } from "./report.ts";

const signs: Readonly<
  Record<Difference["kind"], { readonly sign: string; readonly meaning: Meaning }>
> = {
  add: { sign: "+", meaning: "add" },
  remove: { sign: "-", meaning: "remove" },
  heal: { sign: "~", meaning: "heal" },
};

const originColumnLimit = 64;

type Row = {
  readonly text: string;
  readonly meaning: Meaning | undefined;
  readonly origin: string | undefined;
};

/**
 * The differences of one device, the sign in the first column, below the sections they belong to, each with its
 * origin at the right. What is put back after somebody changed it on the device stands apart, at the end.
 */
export function differencesText(differences: readonly Difference[], { paint }: Look): string {
  const declared = rowsOf(differences.filter(({ kind }) => kind !== "heal"));
  const drift = rowsOf(differences.filter(({ kind }) => kind === "heal"));
  const widths = [...declared, ...drift]
    .filter(({ origin }) => origin !== undefined)
    .map(({ text }) => widthOf(text));
  const column = Math.min(originColumnLimit, Math.max(0, ...widths));
  const heading = "drift: somebody changed this on the device, and it is put back";
  const lines = [
    ...declared.map((row) => line(row, column, paint)),
    ...(drift.length === 0 || declared.length === 0 ? [] : [""]),
    ...(drift.length === 0 ? [] : [paint("heal", heading)]),
    ...drift.map((row) => line(row, column, paint)),
  ];
  return lines.map((text) => `${text}\n`).join("");
}

/** Where a line comes from: `link/csr1-vsrx1  templates/iosxe/link.njk:3`. */
function originText({ service, templatePlace }: Origin): string {
  if (templatePlace === undefined) return service;
  return `${service}  ${templatePlace.path}:${templatePlace.line}`;
}

function rowsOf(differences: readonly Difference[]): Row[] {
  const rows: Row[] = [];
  let open: readonly string[] = [];
  for (const { kind, section, line: said, body = [], origin } of differences) {
    for (let depth = commonDepth(open, section); depth < section.length; depth += 1) {
      rows.push({ text: indented(" ", depth, section[depth] ?? ""), ...unsigned });
    }
    const { sign, meaning } = signs[kind];
    rows.push({
      text: indented(sign, section.length, said),
      meaning,
      origin: origin === undefined ? undefined : originText(origin),
    });
    for (const part of body) {
      rows.push({ text: indented(sign, section.length, part), meaning, origin: undefined });
    }
    open = [...section, said];
  }
  return rows;
}

const unsigned = { meaning: undefined, origin: undefined };

function indented(sign: string, depth: number, text: string): string {
  return `${sign} ${"  ".repeat(depth)}${printable(text)}`;
}

function commonDepth(open: readonly string[], section: readonly string[]): number {
  let depth = 0;
  while (depth < section.length && open[depth] === section[depth]) depth += 1;
  return depth;
}

function line(row: Row, column: number, paint: Paint): string {
  const text = row.meaning === undefined ? row.text : paint(row.meaning, row.text);
  if (row.origin === undefined) return text;
  const gap = " ".repeat(Math.max(0, column - widthOf(row.text)));
  return `${text}${gap}  ${paint("faint", `<- ${row.origin}`)}`;
}
