import type { Line } from "./line-tree.ts";

/** The numbers that `10-12,15` stands for. */
export function numbersIn(list: string): number[] {
  return list.split(",").flatMap((part) => {
    const [first = 0, last = first] = part.split("-").map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
}

/** `10-12,15` for 10, 11, 12 and 15. */
export function shortestList(given: Iterable<number>): string {
  const numbers = new Set(given);
  const parts: string[] = [];
  for (const first of [...numbers].sort((a, b) => a - b)) {
    if (numbers.has(first - 1)) continue;
    let last = first;
    while (numbers.has(last + 1)) last++;
    parts.push(last === first ? `${first}` : `${first}-${last}`);
  }
  return parts.join(",");
}

/** Sections of one kind, named by numbers, that a device prints as one where neighbours say the same. */
export type Joined = {
  readonly source: string;
  readonly isJoined: (before: number, next: number) => boolean;
  readonly text: (numbers: readonly number[]) => string;
};

/** VLANs in one line where they say the same (general knowledge of switches; on a CSR unconfirmed). */
export const VLANS: Joined = {
  source: "vlan <int>",
  isJoined: () => true,
  text: (numbers) => `vlan ${shortestList(numbers)}`,
};

/** `vlan 10-12` as the lines it stands for; the line alone where it is another. */
export function severalVlans(text: string): readonly string[] {
  const [, negated = "", list] = /^((?:no |default )?vlan )(\d[\d,-]*)$/.exec(text) ?? [];
  return list === undefined ? [text] : numbersIn(list).map((vlan) => `${negated}${vlan}`);
}

/** The first argument of a section, with those of the sections opened together with it: `Ethernet1-3`. */
export function argumentOfAll({ arguments: [own = ""], twins = [] }: Line): string {
  const [, words = ""] = /^(.*?)\d+$/.exec(own) ?? [];
  const numbers = [own, ...twins].map((name) => Number(/\d+$/.exec(name)?.[0]));
  return twins.length === 0 ? own : `${words}${shortestList(numbers)}`;
}

/** The lines as they are printed: one for all neighbours that say the same. */
export function joinSections(lines: readonly Line[], { source, isJoined, text }: Joined): Line[] {
  const own = lines.filter((line) => line.rule.source === source && !line.isNegated);
  own.sort((a, b) => numberOf(a) - numberOf(b));
  const groups: Line[][] = [];
  for (const line of own) {
    const before = groups.at(-1)?.at(-1);
    const isAlike =
      before !== undefined &&
      isJoined(numberOf(before), numberOf(line)) &&
      said(before) === said(line);
    if (isAlike) groups.at(-1)?.push(line);
    else groups.push([line]);
  }
  const joined = groups.flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, text: text(group.map(numberOf)) }];
  });
  return [...lines.filter((line) => !own.includes(line)), ...joined];
}

function numberOf({ arguments: [number] }: Line): number {
  return Number(number);
}

function said({ children }: Line): string {
  return JSON.stringify(children.map((line) => [line.text, line.body, said(line)]).sort());
}
