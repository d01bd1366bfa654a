/** A unified diff with three lines of context, without the two header lines; empty where nothing differs. */
export function unifiedDiff(before: readonly string[], after: readonly string[]): string[] {
  const edits = script(before, after);
  const changed = edits.flatMap((edit, index) => (edit.sign === " " ? [] : [index]));
  const out: string[] = [];
  let at = 0;
  while (at < changed.length) {
    const first = changed[at] ?? 0;
    let last = first;
    while (at < changed.length && (changed[at] ?? 0) - last <= 6) last = changed[at++] ?? 0;
    const hunk = edits.slice(Math.max(0, first - 3), last + 4);
    out.push(header(hunk), ...hunk.map(({ sign, text }) => `${sign}${text}`));
  }
  return out;
}

type Edit = {
  readonly sign: " " | "+" | "-";
  readonly text: string;
  readonly oldLine: number;
  readonly newLine: number;
};

function header(hunk: readonly Edit[]): string {
  const first = hunk[0];
  const old = hunk.filter((edit) => edit.sign !== "+").length;
  const fresh = hunk.filter((edit) => edit.sign !== "-").length;
  return `@@ -${(first?.oldLine ?? 0) + 1},${old} +${(first?.newLine ?? 0) + 1},${fresh} @@`;
}

function script(before: readonly string[], after: readonly string[]): Edit[] {
  const lengths = common(before, after);
  const out: Edit[] = [];
  let [old, fresh] = [0, 0];
  while (old < before.length || fresh < after.length) {
    const [a, b] = [before[old], after[fresh]];
    if (a !== undefined && a === b) {
      out.push({ sign: " ", text: a, oldLine: old++, newLine: fresh++ });
      continue;
    }
    const down = lengths[old + 1]?.[fresh] ?? -1;
    const right = lengths[old]?.[fresh + 1] ?? -1;
    if (a !== undefined && (down >= right || b === undefined))
      out.push({ sign: "-", text: a, oldLine: old++, newLine: fresh });
    else out.push({ sign: "+", text: b ?? "", oldLine: old, newLine: fresh++ });
  }
  return out;
}

/** Lengths of the longest common rest, by where both stand. */
function common(before: readonly string[], after: readonly string[]): number[][] {
  const rows = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  for (let old = before.length - 1; old >= 0; old--) {
    const [row = [], next = []] = [rows[old], rows[old + 1]];
    for (let fresh = after.length - 1; fresh >= 0; fresh--) {
      const isSame = before[old] === after[fresh];
      row[fresh] = isSame
        ? (next[fresh + 1] ?? 0) + 1
        : Math.max(next[fresh] ?? 0, row[fresh + 1] ?? 0);
    }
  }
  return rows;
}
