import type { Children, Node } from "./config.ts";

/** A configuration that can be changed without touching the one it began as: only sections that change are copied. */
export class Draft {
  private readonly own = new WeakSet<Children>();
  private readonly top: Map<string, Node>;

  constructor(children: Children) {
    this.top = this.copied(children);
  }

  /** The configuration as it is now. Sections that did not change are the very ones it began with. */
  get children(): Map<string, Node> {
    return this.top;
  }

  /** The inside of a line, ready to be changed. The line must stand in a section of this draft. */
  inside(section: Map<string, Node>, key: string): Map<string, Node> {
    const node = section.get(key);
    if (node === undefined) throw new Error(`no such line: ${key}`);
    if (node.children !== undefined && this.own.has(node.children)) {
      return node.children as Map<string, Node>;
    }
    const children = this.copied(node.children ?? new Map());
    section.set(key, { ...node, children });
    return children;
  }

  /** The section under these lines, ready to be changed; undefined where one of them is not there or opens none. */
  section(keys: readonly string[]): Map<string, Node> | undefined {
    let section = this.top;
    for (const key of keys) {
      if (section.get(key)?.children === undefined) return undefined;
      section = this.inside(section, key);
    }
    return section;
  }

  private copied(children: Children): Map<string, Node> {
    const copy = copyOf(children);
    this.own.add(copy);
    return copy;
  }
}

/** The same lines in a section of their own. */
export function copyOf(children: Children): Map<string, Node> {
  const copy = new Map<string, Node>();
  // Handed over one by one, for a map made of another one makes a pair of each of its lines first.
  children.forEach((node, key) => {
    copy.set(key, node);
  });
  return copy;
}
