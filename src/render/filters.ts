import { isPlaceholder } from "../config/secret-placeholder.ts";
import { type Interface, nthAddress, parseInterface } from "../intent/address.ts";
import { plainFilters } from "./nunjucks-parts.ts";
import { keepLine, ownBreak, plainText } from "./trail.ts";

type Filter = (...args: never[]) => unknown;

function addressPart(part: (address: Interface) => string | number | undefined): Filter {
  return (value: unknown) => {
    const text = plainText(String(value));
    const address = parseInterface(text);
    if (address === undefined) throw new Error(`"${text}" is no address`);
    const found = part(address);
    if (found === undefined) throw new Error(`"${text}" is IPv6, which has none`);
    return found;
  };
}

/**
 * The filters for addresses, named as Ansible's `ipaddr` queries are where there is one. Each takes `10.0.1.1/24`:
 * `address` and `host` 10.0.1.1 · `prefixlen` 24 · `network` 10.0.1.0 · `subnet` 10.0.1.0/24 · `broadcast` 10.0.1.255 ·
 * `netmask` 255.255.255.0 · `wildcard` and `hostmask` 0.0.0.255.
 */
const addressFilters: Readonly<Record<string, Filter>> = {
  address: addressPart((a) => a.address),
  host: addressPart((a) => a.address),
  prefixlen: addressPart((a) => a.length),
  network: addressPart((a) => a.network),
  subnet: addressPart((a) => `${a.network}/${a.length}`),
  broadcast: addressPart((a) => a.broadcast),
  netmask: addressPart((a) => a.netmask),
  wildcard: addressPart((a) => a.wildcard),
  hostmask: addressPart((a) => a.wildcard),
};

/** The address at a place of a prefix, with its length: `10.0.0.0/31 | nth(1)` is 10.0.0.1/31. Counts from 0. */
function nth(value: unknown, place: unknown): string {
  const text = plainText(String(value));
  const prefix = parseInterface(text);
  if (prefix === undefined) throw new Error(`"${text}" is no prefix`);
  if (typeof place !== "number" || !Number.isInteger(place) || place < 0)
    throw new Error("say which: nth(0) is the network's own address, nth(1) the next");
  const found = nthAddress(prefix, place);
  if (found === undefined) throw new Error(`"${text}" has no address number ${place}`);
  return `${found}/${prefix.length}`;
}

/** A text as Junos prints it: in quotes where it is not one plain word, with line ends as `\n`. */
function junosQuote(value: unknown): string {
  const text = plainText(String(value)).replace(/\n+$/, "");
  // The placeholder of a secret is put in quotes with what it stands for, if that needs any.
  if (/^[A-Za-z0-9._:/@+-]+$/.test(text) || isPlaceholder(text)) return text;
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  return `"${escaped}"`;
}

/**
 * A text of several lines, for the inside of a block. The template must say what would end the block: `end` is a line
 * that does, `without` a text that does wherever it stands; a value that holds it is refused.
 */
function multiline(
  value: unknown,
  options?: { readonly end?: unknown; readonly without?: unknown },
): string {
  const end = textOption(options?.end);
  const without = textOption(options?.without);
  if (end === undefined && without === undefined)
    throw new Error('say what ends the block: multiline(end="EOF") or multiline(without="^")');
  const lines = plainText(String(value)).replace(/\n+$/, "").split("\n");
  for (const line of lines) {
    if (end !== undefined && line.trim() === end)
      throw new Error(`the line "${end}" would end the block`);
    if (without !== undefined && line.includes(without))
      throw new Error(`"${without}" would end the block`);
  }
  return lines.map((line) => keepLine + line.trimEnd()).join(ownBreak);
}

function textOption(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Every filter a template may use, by name. */
export const filters: Readonly<Record<string, Filter>> = Object.freeze({
  ...(plainFilters() as Record<string, Filter>),
  ...addressFilters,
  nth: nth as Filter,
  junos_quote: junosQuote as Filter,
  multiline: multiline as Filter,
});

/** Filters that have an answer to a value that is not set. All others refuse it. */
export const filtersOfNothing: ReadonlySet<string> = new Set(["default", "d", "length"]);
