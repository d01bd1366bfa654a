import { hash } from "node:crypto";
import type { Json } from "./intent.ts";

/**
 * What an earlier run worked out, by a digest of everything it was made from. Only what had no findings is kept. Who
 * keeps it, and whether anybody does, is not for these rooms to know.
 */
export type Memory = {
  readonly recall: (kind: string, key: string) => Json | undefined;
  readonly keep: (kind: string, key: string, value: Json) => void;
};

/** For those who remember nothing. */
export const noMemory: Memory = { recall: () => undefined, keep: () => {} };

/** The digest of some texts: no two lists of texts have the same one. */
export function digest(texts: readonly string[]): string {
  return hash("sha256", texts.map((text) => `${text.length}\0${text}`).join(""), "base64url");
}
