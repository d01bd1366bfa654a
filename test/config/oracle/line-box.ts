/** A section as a box keeps it: lines by the name of what they set, and sections inside. */
export type Kept = { readonly lines: Map<string, string>; readonly inside: Map<string, Kept> };

export const kept = (): Kept => ({ lines: new Map(), inside: new Map() });

/** Something a box would not take, or must never be in. */
export class Refusal extends Error {}

/**
 * A device with a command line, written by hand for these tests. It knows nothing of the grammar: each vendor's box says
 * in code what its lines do. It refuses what the real one refuses, and complains of moments that must not be.
 */
export abstract class LineBox {
  readonly top: Kept = kept();
  private path: { readonly name: string; readonly section: Kept }[] = [];
  private isBooting = false;
  private banner:
    | { readonly end: (line: string) => string | undefined; readonly lines: string[] }
    | undefined;

  /** Name of the section a line opens at this place, where it opens one. May refuse. */
  protected abstract opens(path: readonly string[], line: string): string | undefined;
  /** What leaves the section on top. */
  protected abstract exitOf(path: readonly string[]): string;
  /** Takes a line in; refuses what it does not know. */
  protected abstract take(path: readonly string[], section: Kept, line: string): void;
  /** Complains where something is used that is not there. */
  protected abstract check(): void;
  /** Where a line begins a banner: its first text line, and what ends it. */
  protected abstract beginsBanner(
    line: string,
  ):
    | { readonly first: string | undefined; readonly end: (line: string) => string | undefined }
    | undefined;

  /** The section it is in; empty at the top. */
  protected get place(): string {
    return this.path[this.path.length - 1]?.name ?? "";
  }

  protected get isInBanner(): boolean {
    return this.banner !== undefined;
  }

  /** Types one line; true where the box gives a prompt afterwards. */
  type(line: string): boolean {
    if (this.banner !== undefined) return this.typeBanner(line);
    const names = this.path.map(({ name }) => name);
    const banner = names.length === 0 ? this.beginsBanner(line) : undefined;
    if (banner !== undefined) {
      this.banner = { end: banner.end, lines: [] };
      return banner.first === undefined ? false : this.typeBanner(banner.first);
    }
    const here = this.path[this.path.length - 1]?.section ?? this.top;
    if (this.path.length > 0 && line === this.exitOf(names)) this.path.pop();
    else {
      const name = this.opens(names, line);
      if (name === undefined) this.take(names, here, line);
      else {
        const section = here.inside.get(name) ?? kept();
        here.inside.set(name, section);
        this.path.push({ name, section });
      }
    }
    if (!this.isBooting) this.check();
    return true;
  }

  /** Takes in a text as it was printed: sections by indentation, and no complaint about what is used before it is there. */
  boot(text: string, indent: number): this {
    this.isBooting = true;
    for (const line of text.split("\n")) {
      if (this.banner !== undefined) this.typeBanner(line);
      else if (!/^\s*(!.*|end|exit.*|no ip address|)$/.test(line)) {
        const depth = (line.length - line.trimStart().length) / indent;
        this.path.length = Math.min(this.path.length, depth);
        this.type(line.trim());
      }
    }
    this.path.length = 0;
    this.isBooting = false;
    return this;
  }

  private typeBanner(line: string): boolean {
    const banner = this.banner!;
    const last = banner.end(line);
    banner.lines.push(last ?? line);
    if (last === undefined) return false;
    this.top.lines.set("banner", banner.lines.join("\n"));
    this.banner = undefined;
    return true;
  }

  /** Everything it keeps, in one order: two boxes with the same text are the same to the byte. */
  show(): string {
    if (this.path.length > 0)
      throw new Refusal(`still inside ${this.path.map(({ name }) => name)}`);
    return JSON.stringify(this.plain(this.top), null, 1);
  }

  /** Sections that are there whether anything is said in them or not: physical ports. */
  protected isAlwaysThere(name: string): boolean {
    return /^interface (Gig|eth)|^list-block/.test(name);
  }

  private plain({ lines, inside }: Kept): unknown {
    const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
      a < b ? -1 : 1;
    const sections = [...inside]
      .filter(([name, one]) => !this.isAlwaysThere(name) || one.lines.size > 0)
      .sort(byName);
    return {
      lines: [...lines].sort(byName),
      inside: sections.map(([name, one]) => [name, this.plain(one)]),
    };
  }
}

/** Sets a line, or takes it away where it was negated; refuses to take away what is not there. */
export function put(section: Kept, name: string, isNo: boolean, line: string): void {
  if (!isNo) section.lines.set(name, line);
  else if (!section.lines.delete(name)) throw new Refusal(`nothing to take away: ${line}`);
}

/** Deletes a section; refuses where it is not there. */
export function drop(section: Kept, name: string): void {
  if (!section.inside.delete(name)) throw new Refusal(`no such section: ${name}`);
}
