import type { Difference } from "../change-set.ts";
import { type Children, isThere, type Node } from "../config.ts";

/**
 * A candidate as it is wanted where drift is left alone: a line that would be healed is as the device has it now, or
 * not there at all. `healed` are the differences of kind `heal` between both.
 */
export function withDrift(
  candidate: Children,
  running: Children,
  healed: readonly Difference[],
): Children {
  const keys = new Set(healed.map(({ section, line }) => JSON.stringify([...section, line])));
  return kept(candidate, running, keys, []);
}

function kept(
  candidate: Children,
  running: Children,
  healed: ReadonlySet<string>,
  above: readonly string[],
): Children {
  const result = new Map<string, Node>();
  for (const [key, node] of candidate) {
    const path = [...above, node.statement.text];
    const now = running.get(key);
    const isHealed = healed.has(JSON.stringify(path));
    if (isHealed && !isThere(now)) continue;
    const said = isHealed && now !== undefined ? now : node;
    if (node.children === undefined) {
      result.set(key, said);
      continue;
    }
    const children = kept(node.children, now?.children ?? new Map(), healed, path);
    // A section that the device lacks comes back with what is new in it, and not by itself.
    if (now !== undefined || children.size > 0 || node.children.size === 0) {
      result.set(key, { ...said, children });
    }
  }
  return result;
}
