import type { Difference } from "./change-set.ts";
import type { Config } from "./config.ts";
import { differencesOf } from "./goal/difference.ts";
import { compileGrammar } from "./grammar/compile-grammar.ts";
import { firstInRange, joinRanges } from "./ranges/join-ranges.ts";

/** Every line of a configuration in its sections, alike neighbours in one line, with its origin. */
export function linesOf(config: Config): readonly Difference[] {
  return joinRanges(singleLines(config), compileGrammar(config.platform.grammar));
}

/** Where the lines of a configuration come from, asked for by lines of the same or of another one. */
export function originsOf(config: Config): (said: Difference) => Difference["origin"] {
  const table = compileGrammar(config.platform.grammar);
  const origins = new Map(singleLines(config).map((line) => [keyOf(line), line.origin]));
  return (said) => origins.get(keyOf(firstInRange(said, table)));
}

function singleLines(config: Config): readonly Difference[] {
  return differencesOf(new Map(), config.children, undefined);
}

function keyOf({ section, line }: Difference): string {
  return JSON.stringify([section, line]);
}
