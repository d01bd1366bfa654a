/** A line with the sections it stands in, outermost first. */
export type Path = readonly string[];

/** Words caught by a path pattern, and the path down to the section that each was caught in. */
export type Caught = {
  readonly values: Readonly<Record<string, string>>;
  readonly above: (name: string) => Path;
};

/** What the first of some patterns that a path begins with catches of it; undefined where it begins with none. */
export type PathPatterns = (path: Path) => Caught | undefined;

/** The words of a pattern, what they say before the first name, and the names of those that stand for any word. */
type Pattern = {
  readonly lead: string;
  readonly asked: readonly string[];
  readonly names: readonly (string | undefined)[];
};

const known = new WeakMap<readonly string[], PathPatterns>();

/** Reads patterns such as `interface {interface} ip address {address}`; `{name}` stands for any one word. */
export function pathPatterns(sources: readonly string[]): PathPatterns {
  const before = known.get(sources);
  if (before !== undefined) return before;
  const patterns = sources.map(patternOf);
  const mayBegin = glanceFor(patterns);
  const made: PathPatterns = (path) => {
    // Few lines begin like any of them: the others need not be put together and taken apart.
    if (!mayBegin(path)) return undefined;
    const text = path.length === 1 ? (path[0] ?? "") : path.join(" ");
    let words: readonly string[] | undefined;
    for (const pattern of patterns) {
      if (!text.startsWith(pattern.lead)) continue;
      words ??= text.split(" ");
      if (isBegunWith(pattern, words)) return caughtIn(path, words, pattern);
    }
    return undefined;
  };
  known.set(sources, made);
  return made;
}

/** Tells at a glance of most paths that they begin with none of some patterns; of the others it says nothing. */
function glanceFor(patterns: readonly Pattern[]): (path: Path) => boolean {
  const leads = patterns.map(({ lead }) => lead);
  const [alone, outermost] = [anyOf(leads), anyOf(leads.map(firstWord))];
  return (path) => (path.length === 1 ? alone : outermost).test(path[0] ?? "");
}

/** What begins with any of some words; nothing does where there are none. */
function anyOf(leads: readonly string[]): RegExp {
  const literal = leads.map((lead) => lead.replaceAll(/[\\^$.|?*+()[\]{}/]/g, "\\$&"));
  return new RegExp(leads.length === 0 ? "^(?!)" : `^(?:${literal.join("|")})`);
}

function firstWord(text: string): string {
  const end = text.indexOf(" ");
  return end < 0 ? text : text.slice(0, end);
}

function patternOf(source: string): Pattern {
  const asked = source.split(" ");
  const names = asked.map((word) => /^\{(\w+)\}$/.exec(word)?.[1]);
  const first = names.findIndex((name) => name !== undefined);
  return { lead: asked.slice(0, first < 0 ? asked.length : first).join(" "), asked, names };
}

function isBegunWith({ asked, names }: Pattern, words: readonly string[]): boolean {
  return asked.every((word, index) =>
    names[index] === undefined ? words[index] === word : words[index] !== undefined,
  );
}

function caughtIn(path: Path, words: readonly string[], { names }: Pattern): Caught {
  const values: Record<string, string> = {};
  for (const [index, name] of names.entries())
    if (name !== undefined) values[name] = words[index] ?? "";
  return { values, above: (name) => pathTo(path, names.indexOf(name)) };
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
