/** What an invented box runs or stages: lines at the top, and lines inside sections one level deep, as people see them. */
export type AcmeConfig = Map<string, string[]>;

const TOP = "";

/** Words that hold one value each, by the kind of section. */
const single: Readonly<Record<string, readonly string[]>> = {
  [TOP]: ["name", "clock zone"],
  port: ["about", "address"],
  peer: ["as"],
};

/** As it leaves the factory, with a port that somebody has set up by hand. */
export function factoryConfig(): AcmeConfig {
  return new Map([
    [TOP, ["name lab7"]],
    ["port 1", []],
    ["port 2", ["about left alone", "address 198.51.100.1/24"]],
    ["port 3", []],
  ]);
}

/** As `config show` prints it. */
export function acmeText(config: AcmeConfig): string {
  const sections = [...config].filter(([name]) => name !== TOP);
  const lines = [
    ...(config.get(TOP) ?? []),
    ...sections.flatMap(([name, inside]) => [name, ...inside.map((line) => `  ${line}`)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** A copy that may be changed on its own. */
export function acmeCopy(config: AcmeConfig): AcmeConfig {
  return structuredClone(config);
}

/** What one line does: the section it leads to, or why it is refused. */
export type AcmeEffect = { readonly section: string } | { readonly refusal: string };

/** Carries out one line typed in `section` ("" is the top). */
export function acmeLine(config: AcmeConfig, section: string, typed: string): AcmeEffect {
  const isDropped = typed.startsWith("drop ");
  const line = isDropped ? typed.slice("drop ".length) : typed;
  if (section !== TOP) return inside(config, section, line, isDropped);
  if (/^peer \d+\.\d+\.\d+\.\d+$/.test(line)) {
    if (isDropped) return config.delete(line) ? { section } : { refusal: `there is no ${line}` };
    if (!config.has(line)) config.set(line, []);
    return { section: line };
  }
  if (!isDropped && line.startsWith("port "))
    return config.has(line) ? { section: line } : { refusal: `there is no ${line}` };
  return inside(config, section, line, isDropped);
}

function inside(config: AcmeConfig, section: string, line: string, isDropped: boolean): AcmeEffect {
  const [kind = TOP] = section.split(" ");
  const lines = config.get(section) ?? [];
  const isFlag = kind === "port" && line === "enabled";
  const word = single[kind]?.find((each) => line === each || line.startsWith(`${each} `));
  if (!isFlag && word === undefined)
    return { refusal: `"${line.split(" ")[0]}" means nothing here` };
  if (!isFlag && !isDropped && line === word) return { refusal: `${word} needs a value` };
  const begins = isFlag ? line : `${word} `;
  const kept = lines.filter((each) => !each.startsWith(begins));
  config.set(section, isDropped ? kept : [...kept, line].sort());
  return { section };
}
