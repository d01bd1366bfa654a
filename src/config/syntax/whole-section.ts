/**
 * The index behind the last line of a section that begins at `index` with a line at the margin and goes on with
 * indented ones; undefined where none begins there. Comments and empty lines belong to what stands before them.
 */
export function wholeSectionEnd(
  lines: readonly string[],
  index: number,
  isComment: (line: string) => boolean,
): number | undefined {
  if (!isAtMargin(lines[index] ?? "") || isAtMargin(lines[index + 1] ?? "")) return undefined;
  let end = index + 1;
  for (let line = lines[end]; line !== undefined; line = lines[++end])
    if (isAtMargin(line) && !isComment(line)) break;
  return end;
}

function isAtMargin(line: string): boolean {
  const first = line.charCodeAt(0);
  return line !== "" && first !== 32 && first !== 9;
}
