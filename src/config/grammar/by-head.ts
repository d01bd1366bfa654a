import { REST } from "./names.ts";

/** Things by the first two words of the lines they are about, so that a template need not be held against all of them. */
export class ByHead<Item> {
  private readonly items = new Map<string, Set<Item>>();

  add(line: string, item: Item): void {
    const head = headOf(line);
    const alike = this.items.get(head);
    if (alike === undefined) this.items.set(head, new Set([item]));
    else alike.add(item);
  }

  /** In the order they came, all those whose line may be as a template with its captures in place says, and maybe others. */
  near(template: string): Iterable<Item> {
    const head = headOf(template);
    if (!isOpen(head)) return this.items.get(head) ?? [];
    return [...this.items.values()].flatMap((alike) => [...alike]);
  }
}

/** The template leaves open what one of its first two words is, or that there are two. */
function isOpen(head: string): boolean {
  return head.includes("*") || head.endsWith(REST);
}

function headOf(line: string): string {
  const first = line.indexOf(" ");
  if (first < 0) return line;
  const second = line.indexOf(" ", first + 1);
  return second < 0 ? line : line.slice(0, second);
}
