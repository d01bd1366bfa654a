import { isIPv4, isIPv6 } from "node:net";
import type { WordType } from "./rule.ts";

/** Spells an interface as the platform prints it (`gi1` -> `GigabitEthernet1`); undefined where there is no such type. */
export type InterfaceSpelling = (name: string) => string | undefined;

/** The canonical spelling of a word of this type, or undefined where the word is none. */
export function accept(
  word: string,
  type: WordType,
  interfaceName: InterfaceSpelling,
): string | undefined {
  switch (type) {
    case "word":
      return word;
    case "ip":
    case "mask":
      return isIPv4(word) ? word : undefined;
    case "int":
      return /^\d+$/.test(word) ? String(Number(word)) : undefined;
    case "if":
      return interfaceName(word);
    case "prefix":
      return isPrefix(word, isIPv4, 32) ? word : undefined;
    case "ip6":
      return isIPv6(word) || isPrefix(word, isIPv6, 128) ? word.toUpperCase() : undefined;
  }
}

function isPrefix(word: string, isAddress: (text: string) => boolean, bits: number): boolean {
  const [address = "", length = ""] = word.split("/");
  return isAddress(address) && /^\d{1,3}$/.test(length) && Number(length) <= bits;
}

/** An IPv4 address as a number. */
export function ipNumber(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** A number as an IPv4 address. */
export function ipText(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}
