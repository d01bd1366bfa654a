import { hash } from "node:crypto";
import type { Json } from "./intent.ts";

/**
 * What an earlier run worked out, by shelf and name: one slot for each thing there is. `made` is a digest of everything
 * the value was made from; a slot that was made from anything else says nothing. Only what had no findings is kept. Who
 * keeps it, and whether anybody does, is not for these rooms to know.
 */
export type Memory = {
  readonly recall: (shelf: string, name: string, made: string) => Json | undefined;
  readonly keep: (shelf: string, name: string, made: string, value: Json) => void;
};

/** For those who remember nothing. */
export const noMemory: Memory = { recall: () => undefined, keep: () => {} };

/** The digest of some texts: no two lists of texts have the same one. */
export function digest(texts: readonly string[]): string {
  return hash("sha256", texts.map((text) => `${text.length}\0${text}`).join(""), "base64url");
}
