import { Refusal } from "./line-box.ts";
import type { Router } from "./model.ts";

type Word = Map<string, Word>;

/** Leaves with one value in what `junosText` prints: another value takes the place of the first. */
const LEAF =
  /^(system host-name|interfaces \S+ description|interfaces \S+ mtu|protocols bgp group \S+ (type|neighbor \S+ (peer-as|description))|routing-options (autonomous-system|router-id|static route \S+ qualified-next-hop \S+ preference)|system login message|policy-options policy-statement \S+ term \S+ then local-preference)$/;

const KEYWORDS: ReadonlySet<string> = new Set(
  "unit family address server interface prefix-list filter term policy-statement route qualified-next-hop neighbor group port".split(
    " ",
  ),
);

/** Junos as a tree of words: what is set is there with all that leads to it, what is deleted goes with all below. */
export class JunosBox {
  private readonly top: Word = new Map();

  boot(text: string): this {
    for (const line of text.split("\n")) if (line !== "") this.type(line);
    return this;
  }

  type(line: string): boolean {
    const [verb = "", ...words] = line.match(/"[^"]*"|\S+/g) ?? [];
    if (verb === "set") this.set(words);
    else if (verb === "delete") this.remove(words);
    else if (verb === "insert") this.insert(words);
    else throw new Refusal(`unknown command: ${line}`);
    return true;
  }

  private set(words: readonly string[]): void {
    let at = this.top;
    words.forEach((word, index) => {
      if (LEAF.test(words.slice(0, index).join(" ")) && !at.has(word)) at.clear();
      const next = at.get(word) ?? new Map();
      at.set(word, next);
      at = next;
    });
  }

  private find(words: readonly string[]): Word {
    let at = this.top;
    for (const word of words) {
      const next = at.get(word);
      if (next === undefined) throw new Refusal(`statement not found: ${words.join(" ")}`);
      at = next;
    }
    return at;
  }

  private remove(words: readonly string[]): void {
    if (LEAF.test(words.slice(0, -1).join(" ")))
      throw new Refusal(`a leaf is deleted by its name: ${words.join(" ")}`);
    this.find(words);
    const parent = this.find(words.slice(0, -1));
    parent.delete(words[words.length - 1]!);
    // A list with no entry left is no statement.
    const keyword = words[words.length - 2] ?? "";
    if (parent.size === 0 && KEYWORDS.has(keyword)) this.find(words.slice(0, -2)).delete(keyword);
  }

  private insert(words: readonly string[]): void {
    const at = words.findIndex((word) => word === "before" || word === "after");
    const list = this.find(words.slice(0, at - 1));
    const [moved, keyword, other] = [words[at - 1]!, words[at + 1]!, words[at + 2]!];
    if (keyword !== words[at - 2] || !list.has(other) || !list.has(moved))
      throw new Refusal(`cannot insert: ${words.join(" ")}`);
    const entries = [...list].filter(([key]) => key !== moved);
    const place = entries.findIndex(([key]) => key === other);
    entries.splice(words[at] === "before" ? place : place + 1, 0, [moved, list.get(moved)!]);
    list.clear();
    for (const [key, word] of entries) list.set(key, word);
  }

  show(): string {
    return lines(this.top, "").join("\n");
  }
}

/** Only terms count in their order. */
function lines(word: Word, above: string): string[] {
  const entries = [...word];
  if (!above.endsWith(" term")) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.flatMap(([key, inside]) =>
    inside.size === 0 ? [`${above} ${key}`] : lines(inside, `${above} ${key}`),
  );
}

/** A router as Junos prints it with `display set`; maps and lists are terms of policies. */
export function junosText(router: Router): string {
  const found = [`system host-name ${router.hostname}`];
  for (const server of router.servers)
    found.push(`system ntp server 192.0.2.${server}${server === 2 ? " prefer" : ""}`);
  if (router.banner !== undefined)
    found.push(`system login message "${router.banner.join("{ ;")}"`);
  router.ports.forEach((port, index) => {
    found.push(...portLines(port, index));
  });
  for (const [name, entries] of Object.entries(router.lists)) {
    for (const { what } of entries)
      found.push(`policy-options prefix-list ${name} 10.${what}.0.0/16`);
  }
  for (const [name, entries] of Object.entries(router.filters)) {
    // The numbers give names to terms, in an order that is not theirs.
    for (const { seq, what } of entries)
      found.push(
        `firewall family inet filter ${name} term T${what} from port ${seq}`,
        `firewall family inet filter ${name} term T${what} then accept`,
      );
  }
  for (const [name, { list, preference }] of Object.entries(router.maps)) {
    const term = `policy-options policy-statement ${name} term only`;
    if (list !== undefined) found.push(`${term} from prefix-list ${list}`);
    if (preference !== undefined) found.push(`${term} then local-preference ${preference}`);
    found.push(`${term} then accept`);
  }
  for (const { to, via, distance } of router.routes) {
    const route = `routing-options static route 172.16.${to}.0/24 qualified-next-hop 192.0.2.${via}`;
    found.push(distance === undefined ? route : `${route} preference ${distance}`);
  }
  found.push(...neighborLines(router));
  return found.map((line) => `set ${line}\n`).join("");
}

function portLines(port: Router["ports"][number], index: number): string[] {
  const name = `interfaces ge-0/0/${index}`;
  const addresses = [port.address, ...port.others].filter((address) => address !== undefined);
  return [
    ...(port.description === undefined ? [] : [`${name} description "${port.description}"`]),
    ...addresses.map((address) => `${name} unit 0 family inet address 10.0.${address}.1/24`),
    ...(port.cost === undefined ? [] : [`${name} mtu ${port.cost}000`]),
    ...(port.vrf === undefined
      ? []
      : [`routing-instances ${port.vrf} interface ge-0/0/${index}.0`]),
  ];
}

function neighborLines(router: Router): string[] {
  const group = "protocols bgp group ebgp neighbor 192.0.2";
  return Object.entries(router.bgp?.neighbors ?? {}).flatMap(([n, { as, description }]) => [
    `${group}.${n} peer-as ${as}`,
    ...(description === undefined ? [] : [`${group}.${n} description "${description}"`]),
  ]);
}
