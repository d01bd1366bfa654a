import type { Finding } from "../errors.ts";
import type { Intent } from "../intent/intent.ts";

/** Names that templates use and no schema defines. */
export function checkTemplates(_intent: Intent): Finding[] {
  return [];
}
