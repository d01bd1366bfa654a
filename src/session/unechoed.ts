/**
 * Whether `line` shows that a device does not echo: behind the prompt `before` stands something that is neither
 * `typed` nor its beginning.
 */
export function isUnechoed(line: string, before: string, typed: string): boolean {
  const prompt = before.trimEnd();
  if (prompt === "" || !line.startsWith(prompt)) return false;
  const behind = line.slice(prompt.length).trimStart();
  return behind !== "" && !typed.startsWith(behind) && !behind.startsWith(typed);
}

/** The lines of an answer that begins right behind the prompt `before`. */
export function unechoedLines(lines: readonly string[], before: string): readonly string[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  const prompt = before.trimEnd();
  return [first.startsWith(prompt) ? first.slice(prompt.length).trim() : first, ...rest];
}
