/** A command and what stands behind its bars: `show running-config | include hostname`. */
export type Piped = { readonly command: string; readonly pipes: readonly string[] };

/** Splits at ` | `. */
export function piped(line: string): Piped {
  const [command = "", ...pipes] = line.split(/\s*\|\s+/);
  return { command, pipes };
}

/** The text that is left behind one bar, or undefined where the filter is not known. */
export function filter(text: string, pipe: string): string | undefined {
  const [word = "", ...rest] = pipe.trim().split(/\s+/);
  const wanted = rest.join(" ").replace(/^"|"$/g, "");
  const lines = text.split("\n");
  const isNamed = (name: string): boolean => word !== "" && name.startsWith(word);
  const test = tester(wanted);
  if (isNamed("include") || word === "match" || word === "grep")
    return joined(lines.filter((line) => line !== "" && test(line)));
  if (isNamed("exclude") || word === "except") return joined(lines.filter((line) => !test(line)));
  if (isNamed("begin") || word === "find")
    return joined(lines.slice(Math.max(0, lines.findIndex(test))));
  if (isNamed("section")) return joined(sections(lines, test));
  if (isNamed("count"))
    return `Count: ${lines.filter((line) => line !== "" && (wanted === "" || test(line))).length} lines\n`;
  if (isNamed("no-more") || isNamed("nomore")) return text;
  return undefined;
}

function tester(wanted: string): (line: string) => boolean {
  try {
    const pattern = new RegExp(wanted);
    return (line) => pattern.test(line);
  } catch {
    return (line) => line.includes(wanted);
  }
}

function sections(lines: readonly string[], test: (line: string) => boolean): string[] {
  let isInside = false;
  return lines.filter((line) => {
    if (/^\S/.test(line)) isInside = test(line) && !line.startsWith("!");
    return isInside;
  });
}

function joined(lines: readonly string[]): string {
  const text = lines.join("\n");
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
