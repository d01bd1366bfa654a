import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import type { PlatformGrammar } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { script } from "../../src/config/script.ts";
import type { Grammar, Rule } from "../../src/platform/grammar.ts";
import { platforms } from "./platforms.ts";

const root = join(import.meta.dirname, "../golden");

/** What a rule may say of what a line does to others: each such word is there because a device does so. */
const words = [
  ...["replace", "sequence", "renumbers", "ordered", "wipes", "unsetWipes", "precedes", "follows"],
  ...["takesAlong", "claims", "shares", "bars"],
] as const satisfies readonly (keyof Rule)[];

/** Words that no golden case needs, each for a reason. */
const unneeded: Readonly<Record<string, readonly string[]>> = {
  // What is overwritten where nothing else is said is overwritten.
  iosxe: ['network {network:ip} {wildcard:ip} area <area>: replace "overwrite"'],
  eos: [],
  frr: [
    // Facts of the routers that no case needs yet: with or without them the same is typed.
    'neighbor {n} peer-group <group>: wipes "neighbor {n} ebgp-multihop ... where neighbor {group} ebgp-multihop ..."',
    'neighbor {n} ttl-security hops <hops>: wipes "neighbor {m} ttl-security ... where neighbor {m} [interface] peer-group {n}"',
    'neighbor {n} send-community all: wipes "neighbor {n} send-community ..."',
    // What goes is typed first anyway where both stand in one section.
    'neighbor {n} prefix-list <list> (in|out:way): claims "./filter of {n} {way} of the process"',
    'neighbor {n} distribute-list <list> (in|out:way): claims "./filter of {n} {way} of the process"',
  ],
  // A commit is one moment: no address is ever in two places.
  junos: ['address {address}: claims "address {address}"'],
};

type Word = { readonly match: string; readonly key: keyof Rule; readonly said: unknown };

describe.each(Object.values(platforms))("what the grammar of $name says of a line", (platform) => {
  const cases = readdirSync(join(root, platform.name)).map((name) => {
    const read = (file: string) => readFileSync(join(root, platform.name, name, file), "utf8");
    const sides = ["applied", "candidate", "running"].map((side) => read(`${side}.conf`));
    return { sides, forth: read("forth.conf"), back: read("back.conf") };
  });

  const isHeld = ({ match, key, said }: Word): boolean => {
    const { name, grammar } = platform;
    const mutant = { name, grammar: withoutWord(grammar, { match, key, said }) };
    return cases.some(({ sides, forth, back }) => {
      const typed = typedWith(mutant, sides);
      return typed?.forth !== forth || typed.back !== back;
    });
  };

  it("is held by a golden case that falls without it", { timeout: 600_000 }, () => {
    const all = wordsOf(platform.grammar.rules);
    expect(all.size).toBeGreaterThan(5);
    const free = [...all].filter(([, word]) => !isHeld(word)).map(([name]) => name);
    expect(free.sort()).toEqual([...(unneeded[platform.name] ?? [])].sort());
  });
});

function wordsOf(rules: readonly Rule[]): Map<string, Word> {
  const found = new Map<string, Word>();
  for (const rule of rules) {
    const { match, section } = rule;
    for (const key of words)
      for (const said of [rule[key] ?? []].flat())
        found.set(`${match}: ${key} ${JSON.stringify(said)}`, { match, key, said });
    if (section !== undefined && section.rules !== "top")
      for (const [name, word] of wordsOf(section.rules)) found.set(name, word);
  }
  return found;
}

function withoutWord(grammar: Grammar, { match, key, said }: Word): Grammar {
  const mutated = (rules: readonly Rule[]): readonly Rule[] =>
    rules.map((rule) => {
      const isMeant = rule.match === match && rule[key] !== undefined;
      const value: unknown = rule[key];
      const left = Array.isArray(value) ? value.filter((one) => one !== said) : [];
      const one: Rule = isMeant ? { ...rule, [key]: left.length === 0 ? undefined : left } : rule;
      const { section } = one;
      if (section === undefined || section.rules === "top") return one;
      return { ...one, section: { ...section, rules: mutated(section.rules) } };
    });
  return { ...grammar, rules: mutated(grammar.rules) };
}

/** What is typed both ways; undefined where no way is found. */
function typedWith(
  platform: PlatformGrammar,
  texts: readonly string[],
): { readonly forth: string; readonly back: string } | undefined {
  const [applied, candidate, running] = texts.map((text) => parseConfig(text, platform).config);
  if (applied === undefined || candidate === undefined || running === undefined) return undefined;
  const typed = (commands: Parameters<typeof script>[0]) =>
    script(commands, platform)
      .map(({ text }) => `${text}\n`)
      .join("");
  try {
    const sides = { applied, candidate, running };
    const { forth, back } = changeSet({ platform, ...sides, ownership: "declared" });
    return { forth: typed(forth), back: typed(back) };
  } catch {
    return undefined;
  }
}
