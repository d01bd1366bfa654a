import { type Look, type Meaning, widthOf } from "./report.ts";

/** One column: its title, and how its cells stand. */
export type Column = { readonly title: string; readonly align?: "left" | "right" };

/** One cell. */
export type Cell = string | { readonly text: string; readonly meaning: Meaning };

/** Columns two blanks apart, indented by two, without lines around; one line for each row. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { paint }: Look,
): string {
  const titles = columns.map(({ title }): Cell => ({ text: title, meaning: "faint" }));
  const lines = [titles, ...rows];
  const widths = columns.map((_, at) => Math.max(...lines.map((row) => widthOf(textOf(row[at])))));
  return lines.map((row) => `${line(row)}\n`).join("");

  function line(row: readonly Cell[]): string {
    const cells = columns.map(({ align }, at) => {
      const cell = row[at] ?? "";
      const gap = " ".repeat((widths[at] ?? 0) - widthOf(textOf(cell)));
      const text = typeof cell === "string" ? cell : paint(cell.meaning, cell.text);
      if (align === "right") return gap + text;
      return at === columns.length - 1 ? text : text + gap;
    });
    return `  ${cells.join("  ")}`.trimEnd();
  }
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === "object" ? cell.text : (cell ?? "");
}
