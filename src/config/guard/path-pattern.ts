/** A line with the sections it stands in, outermost first. */
export type Path = readonly string[];

/** Words caught by a path pattern, and the path down to the section that each was caught in. */
export type Caught = {
  readonly values: Readonly<Record<string, string>>;
  readonly above: (name: string) => Path;
};

/** Tells whether a path begins with the words of a pattern; `{name}` stands for any one word. */
export type PathPattern = (path: Path) => Caught | undefined;

const known = new Map<string, PathPattern>();

/** Reads a pattern such as `interface {interface} ip address {address}`. */
export function pathPattern(source: string): PathPattern {
  const before = known.get(source);
  if (before !== undefined) return before;
  const asked = source.split(" ");
  const names = asked.map((word) => /^\{(\w+)\}$/.exec(word)?.[1]);
  const made: PathPattern = (path) => {
    // Most lines differ in their first word.
    if (names[0] === undefined && !(path[0] ?? "").startsWith(asked[0] ?? "")) return undefined;
    const words = path.join(" ").split(" ");
    const isMeant = asked.every((word, index) =>
      names[index] === undefined ? words[index] === word : words[index] !== undefined,
    );
    if (!isMeant) return undefined;
    const caught = names.flatMap((name, index) =>
      name === undefined ? [] : [[name, words[index] ?? ""] as const],
    );
    return {
      values: Object.fromEntries(caught),
      above: (name) => pathTo(path, names.indexOf(name)),
    };
  };
  known.set(source, made);
  return made;
}

/** The path down to the section that holds the word at `index`. */
function pathTo(path: Path, index: number): Path {
  let passed = 0;
  const depth = path.findIndex((text) => {
    passed += text.split(" ").length;
    return passed > index;
  });
  return depth < 0 ? path : path.slice(0, depth + 1);
}

/** True where `path` is `section` or stands in it. */
export function isWithin(path: Path, section: Path): boolean {
  return section.every((text, index) => path[index] === text);
}
