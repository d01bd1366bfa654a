/** Numbers to draw decisions from; the same numbers, the same text. */
type Draw = (below: number) => number;

function drawing(noise: Iterable<number>): Draw {
  const numbers = noise[Symbol.iterator]();
  return (below) => Number(numbers.next().value) % below;
}

/** A line with what stands below it; `free` is the text of a banner, which nobody may touch. */
type Block = { readonly line: string; readonly free: string[]; readonly inside: Block[] };

/**
 * The same configuration as somebody else might have written it: other line ends, blanks at the end, separators, another
 * indentation, `exit` behind sections, old words for the same, and lines whose order means nothing in another order.
 */
export function respelled(
  text: string,
  noise: Iterable<number>,
  aliases: readonly (readonly [RegExp, string])[],
): string {
  const draw = drawing(noise);
  const indent = 1 + draw(4);
  const hasExits = draw(2) === 0;
  const lines = printed(shuffled(blocksOf(text), draw), 0);
  return lines.join(draw(2) === 0 ? "\r\n" : "\n");

  function printed(blocks: readonly Block[], depth: number): string[] {
    return blocks.flatMap(({ line, free, inside }) => {
      const pad = " ".repeat(depth * indent);
      const spelled = aliases.reduce(
        (said, [from, to]) => (draw(2) === 0 ? said.replace(from, to) : said),
        line,
      );
      const own = free.length > 0 || draw(3) > 0 ? spelled : `${spelled}  `;
      const below = printed(inside, depth + 1);
      const exit = inside.length > 0 && hasExits ? [`${pad}exit`] : [];
      const separator = depth === 0 && draw(5) === 0 ? ["!"] : [];
      return [...separator, pad + own, ...free, ...below, ...exit];
    });
  }
}

/** Sections by indentation. Closers and separators say nothing: they are left out. */
function blocksOf(text: string): Block[] {
  const top: Block[] = [];
  const open: { readonly indent: number; readonly block: Block }[] = [];
  let banner: Block | undefined;
  for (const raw of text.split("\n")) {
    if (banner !== undefined) {
      banner.free.push(raw);
      if (raw === "^C" || raw === "EOF") banner = undefined;
      continue;
    }
    if (/^\s*(?:!.*|end|exit.*|)$/.test(raw)) continue;
    const indent = raw.length - raw.trimStart().length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const block: Block = { line: raw.trimStart(), free: [], inside: [] };
    (open.at(-1)?.block.inside ?? top).push(block);
    open.push({ indent, block });
    if (raw.startsWith("banner")) banner = block;
  }
  return top;
}

function shuffled(blocks: readonly Block[], draw: Draw): Block[] {
  return mixed(
    blocks.map((block) => ({ ...block, inside: shuffled(block.inside, draw) })),
    draw,
  );
}

function mixed<T>(items: readonly T[], draw: Draw): T[] {
  const rest = [...items];
  const out: T[] = [];
  while (rest.length > 0) out.push(...rest.splice(draw(rest.length), 1));
  return out;
}

/** `set` lines in braces, several words a level as it comes, or in another order, but for terms, which count in theirs. */
export function rebraced(text: string, noise: Iterable<number>): string {
  const draw = drawing(noise);
  const lines = text.split("\n").filter((line) => line !== "");
  const free = mixed(
    lines.filter((line) => !line.includes(" term ")),
    draw,
  );
  const ordered = lines.filter((line) => line.includes(" term "));
  const all = draw(2) === 0 ? [...free, ...ordered] : [...ordered, ...free];
  const hasBraces = draw(2) === 0;
  return all.map((line) => (hasBraces ? braces(line, draw) : line)).join("\n");
}

function braces(line: string, draw: Draw): string {
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).slice(1);
  const levels: string[] = [];
  while (words.length > 0) levels.push(words.splice(0, 1 + draw(3)).join(" "));
  const pad = (depth: number) => " ".repeat(depth * draw(5));
  const last = levels.pop() ?? "";
  return [
    ...levels.map((level, depth) => `${pad(depth)}${level} {`),
    `${pad(levels.length)}${last};`,
    ...levels.map(() => "}"),
  ].join(draw(2) === 0 ? "\n" : " ");
}
