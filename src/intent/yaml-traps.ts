import type { Document, Scalar } from "yaml";
import { hasPlaceholder } from "../config/secret-placeholder.ts";
import type { Finding, Place } from "../errors.ts";
import { yaml as library } from "./libraries.ts";

type At = (offset: number, end?: number) => Place;

/** Characters that no value may hold: controls but the line feed, private use, and what turns text around unseen. */
const forbidden = /(?!\n)[\p{Cc}\p{Co}\p{Cs}\u2028-\u202E\u2066-\u2069\uFEFF]/u;

const dangerousKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** What YAML reads without complaint and nobody means: hidden characters, `022`, digits that a number cannot hold. */
export function trapFindings(yaml: Document, at: At): Finding[] {
  const findings: Finding[] = [];
  const trap = (node: Scalar, code: string, message: string, hint: string): void => {
    const [from, to] = node.range ?? [0, 1];
    findings.push({ code, message, place: at(from, to), hint });
  };
  const { isScalar, visit } = library();
  visit(yaml, {
    Pair(_, pair) {
      const key = pair.key;
      if (!isScalar(key)) {
        findings.push({
          code: "NC1007",
          message: "a key must be a plain word",
          place: at((key as { range?: [number, number, number] } | null)?.range?.[0] ?? 0),
          hint: "put it in quotes",
        });
      } else if (dangerousKeys.has(String(key.value)))
        trap(key, "NC1007", `\`${key.value}\` cannot be used as a key`, "choose another word");
      else if (key.value === "<<")
        trap(key, "NC1007", "merge keys (`<<`) are not read", "write the values out");
    },
    Scalar(_, node) {
      if (typeof node.value === "string") stringTrap(node, node.value, trap);
      else if (typeof node.value === "number") numberTrap(node, node.value, trap);
    },
  });
  return findings;
}

type Trap = (node: Scalar, code: string, message: string, hint: string) => void;

function stringTrap(node: Scalar, value: string, trap: Trap): void {
  if (hasPlaceholder(value))
    trap(
      node,
      "NC1008",
      "the text looks like what netctl writes in place of a secret",
      'for a secret write { secret: "env:NAME" }',
    );
  const found = forbidden.exec(value)?.[0];
  if (found === undefined) return;
  const name = `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  trap(
    node,
    "NC1008",
    `the text holds the character ${name}, which a device would act on or people cannot see`,
    found === "\t" ? "use spaces" : "remove it",
  );
}

function numberTrap(node: Scalar, value: number, trap: Trap): void {
  const written = node.source ?? "";
  if (!Number.isFinite(value)) trap(node, "NC1007", `\`${written}\` is not a number`, "quote it");
  else if (/^[-+]?0\d/.test(written))
    trap(node, "NC1007", `\`${written}\` reads as ${value}`, `write ${value}, or "${written}"`);
  else if (/^[-+]?\d+$/.test(written) && !Number.isSafeInteger(value))
    trap(node, "NC1007", `\`${written}\` has more digits than a number can hold`, "quote it");
}
