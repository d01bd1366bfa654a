import type { Grammar } from "../platform/grammar.ts";
import type { Children, Config, Node } from "./config.ts";
import { isSameThroughout } from "./goal/contrast.ts";
import { isNeighbour, lineOfAll, nameOf } from "./ranges/join-ranges.ts";
import { typedBlock } from "./syntax/block.ts";

/**
 * The text of a configuration: to the byte what it was read from, or canonical text of one that was made. Canonical
 * text has sections in the order of the grammar and names in natural order; on Junos it is `set` lines.
 */
export function printConfig(config: Config): string {
  if (config.text !== undefined) return config.text;
  const { grammar } = config.platform;
  const lines =
    grammar.syntax === "hierarchy"
      ? pathLines(config.children, "")
      : indentedLines(config.children, grammar, "");
  return lines.map((line) => `${line}\n`).join("");
}

function indentedLines(children: Children, grammar: Grammar, indent: string): string[] {
  const lines: string[] = [];
  for (const [node, names] of alike(inOrder(children))) {
    const { line, body } = typedBlock(node, grammar);
    lines.push(indent + (names.length > 1 ? lineOfAll(node.statement, names) : line), ...body);
    if (node.children === undefined) continue;
    const inside = indentedLines(node.children, grammar, indent + " ".repeat(grammar.indent));
    for (const inner of inside) lines.push(inner);
    const exit = node.statement.rule.data.section?.exit;
    if (exit !== undefined) lines.push(indent + exit);
  }
  return lines;
}

/** Nodes with the names of the neighbours that say the same and are named with them. */
function alike(nodes: readonly Node[]): [node: Node, names: string[]][] {
  const groups: [Node, string[]][] = [];
  for (const node of nodes) {
    const [first, names = []] = groups.at(-1) ?? [];
    const isJoined =
      first !== undefined &&
      isNeighbour({ statement: first.statement, names }, node.statement) &&
      isSameThroughout(first.children ?? NOTHING, node.children ?? NOTHING);
    if (isJoined) names.push(nameOf(node.statement));
    else groups.push([node, [nameOf(node.statement)]]);
  }
  return groups;
}

const NOTHING: Children = new Map();

function pathLines(children: Children, above: string): string[] {
  const lines: string[] = [];
  for (const node of inOrder(children)) {
    const path = above === "" ? node.statement.text : `${above} ${node.statement.text}`;
    const inside = pathLines(node.children ?? new Map(), path);
    if (inside.length === 0) lines.push(`set ${path}`);
    else for (const line of inside) lines.push(line);
    if (node.marks.includes("inactive")) lines.push(`deactivate ${path}`);
    if (node.marks.includes("protect")) lines.push(`protect ${path}`);
  }
  return lines;
}

let natural: Intl.Collator | undefined;

/** Names as people sort them. */
function compareNaturally(a: string, b: string): number {
  // Made late: a comparison of two texts prints no configuration.
  natural ??= new Intl.Collator("en", { numeric: true, sensitivity: "variant" });
  return natural.compare(a, b);
}

/** Lines of a section in canonical order: as the grammar lists them; entries whose order counts stay as they stand. */
export function inOrder(children: Children): Node[] {
  const nodes = [...children.values()];
  const isKept = (node: Node) =>
    node.statement.rule.isGeneric || node.statement.rule.data.ordered !== undefined;
  return nodes.sort((a, b) => {
    const { rule } = a.statement;
    if (rule !== b.statement.rule) return rule.rank - b.statement.rule.rank;
    return isKept(a) ? 0 : compareNaturally(a.statement.key, b.statement.key);
  });
}
