import { filter } from "../lines/pipe.ts";
import { compareTrees, printSet, printTree } from "./junos-print.ts";
import { type JunosState, junosDate, running } from "./junos-state.ts";
import { find, type Node } from "./junos-tree.ts";
import { walk, words } from "./junos-words.ts";

/** What `show` is asked for: a hierarchy, the place in it, what stands behind the bars, and older configurations. */
type Shown = {
  readonly root: Node;
  readonly path: readonly string[];
  readonly pipes: readonly string[];
  readonly header: string;
  readonly commits: JunosState["commits"];
};

/** `show configuration [PATH]` and `show [PATH]`; undefined where the path is no statement. */
export function showTree(shown: Shown): string | undefined {
  const { root, path, pipes, header } = shown;
  const given = path.map((text) => ({ text, column: 0 }));
  const steps = walk(root.statement, given, true);
  if (!Array.isArray(steps)) return undefined;
  const node = find(root, steps);
  let text = node === undefined ? "" : `${printTree(node).join("\n")}\n`;
  if (node !== undefined && node.children.length === 0) text = leafText(node);
  if (path.length === 0) text = `${header}${text}`;
  for (const pipe of pipes) {
    const next = pipedTree(shown, node, pipe, text);
    if (next === undefined) return undefined;
    text = next;
  }
  return text === "\n" ? "" : text;
}

function pipedTree(
  { root, path, commits }: Shown,
  node: Node | undefined,
  pipe: string,
  text: string,
): string | undefined {
  const given = pipe.trim().split(/\s+/);
  if (given[0] === "display" && given[1] === "set")
    return node === undefined ? "" : block(printSet(node, path));
  if (given[0] === "display") return text;
  if (given[0] !== undefined && given[0].length > 3 && "compare".startsWith(given[0])) {
    const old = commits[given[1] === "rollback" ? Number(given[2] ?? 0) : 0]?.tree;
    return old === undefined ? undefined : block(compareTrees(old, root));
  }
  return filter(text, pipe);
}

function leafText({ label, values }: Node): string {
  return label.length === 0 ? "" : `${[...label.slice(-1), ...values].join(" ")};\n`;
}

function block(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** `show system commit` (devices.md 4.5). */
export function showSystemCommit({ commits, unconfirmed }: JunosState): string {
  const rows = commits.map((commit, index) => {
    const minutes = commit.confirmMinutes;
    const how = minutes === undefined ? "" : ` commit confirmed, rollback in ${minutes}mins`;
    const comment = commit.comment === undefined ? "" : `\n    ${commit.comment}`;
    const isPending = index === 0 && unconfirmed !== undefined;
    return `${String(index).padEnd(4)}${junosDate(commit.ms)} by ${commit.user} via ${commit.via}${how}${comment}${isPending ? "\n    rollback pending" : ""}`;
  });
  return `${rows.join("\n")}\n`;
}

/** `show version`. */
export function showVersion(hostname: string): string {
  return `${hostname === "" ? "" : `Hostname: ${hostname}\n`}Model: vsrx\nJunos: 17.3R2.10\nJUNOS Software Release [17.3R2.10]\n`;
}

/** `show interfaces terse`, the ports of a stock vSRX (devices.md 4.6). */
export function showInterfacesTerse(state: JunosState): string {
  const rows = ["Interface               Admin Link Proto    Local                 Remote"];
  const ports = find(running(state), steps(running(state), "interfaces"))?.children ?? [];
  for (const name of HARDWARE) {
    const port = ports.find((child) => child.label[0] === name);
    const isDown = port?.children.some((child) => child.label[0] === "disable");
    rows.push(`${name.padEnd(24)}${isDown ? "down " : "up   "} up`);
    for (const unit of port?.children.filter((child) => child.label[0] === "unit") ?? [])
      rows.push(unitRow(name, unit));
  }
  return `${rows.join("\n")}\n`;
}

function unitRow(name: string, unit: Node): string {
  const family = unit.children.find((child) => child.label.join(" ") === "family inet");
  const address = family?.children.find((child) => child.label[0] === "address")?.label[1] ?? "";
  const proto = family === undefined ? "" : "inet";
  return `${`${name}.${unit.label[1]}`.padEnd(24)}up    up   ${proto.padEnd(9)}${address}`.trimEnd();
}

function steps(root: Node, path: string): ReturnType<typeof find> extends never ? never : Step[] {
  const found = walk(root.statement, words(path), true);
  return Array.isArray(found) ? found : [];
}

type Step = Exclude<ReturnType<typeof walk>, { message: string }>[number];

const HARDWARE = [
  ...Array.from({ length: 8 }, (_, index) => `ge-0/0/${index}`),
  ...["gr-0/0/0", "ip-0/0/0", "lsq-0/0/0", "lt-0/0/0", "mt-0/0/0", "sp-0/0/0", "dsc", "em0"],
  ...["em1", "em2", "fxp0", "gre", "ipip", "irb", "lo0", "lsi", "mtun", "pimd", "pime", "pp0"],
  ...["ppd0", "ppe0", "st0", "tap", "vlan"],
];
