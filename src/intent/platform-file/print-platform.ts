import { stringify } from "yaml";
import type { Platform } from "../../platform/platform.ts";

/** The text of a `platform.yaml` that says all that a platform is. Lists that are used twice are written once. */
export function printPlatform({ name: _, ...platform }: Platform): string {
  return stringify(withoutControls(platform, new Map()), { lineWidth: 0 });
}

/** A copy with `^D` for Control-D, in which what was one value is still one value. */
function withoutControls(value: unknown, copies: Map<object, object>): unknown {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  if (typeof value === "string" && /^[\x01-\x1a]$/.test(value))
    return `^${String.fromCharCode(value.charCodeAt(0) + 64)}`;
  if (typeof value !== "object" || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy = Array.isArray(value)
    ? value.map((inner) => withoutControls(inner, copies))
    : Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, withoutControls(inner, copies)]),
      );
  copies.set(value, copy);
  return copy;
}
