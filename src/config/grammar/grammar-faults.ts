import type { Grammar, Rule } from "../../platform/grammar.ts";
import {
  type PatternFault,
  patternFaults,
  patternNames,
  templateFaults,
} from "./pattern-faults.ts";

/** One thing wrong in a grammar that has the right shape: JSON pointer below the grammar, and what it is. */
export type GrammarFault = PatternFault & { readonly pointer: string };

/** Names that hold for what stands inside a section. */
type Surroundings = { readonly types: readonly string[]; readonly above: readonly string[] };

type Look = {
  readonly pointer: string;
  readonly own: readonly string[];
  readonly around: Surroundings;
  /** Captures that siblings may lend, wherever they stand. */
  readonly lent: readonly string[];
};

/**
 * What cannot be compiled, or could never match or be typed as it was meant, in the rules of `part`. Types and names
 * of `whole`, the grammar it becomes a part of, may be used.
 */
export function grammarFaults(part: Partial<Grammar>, whole: Grammar): GrammarFault[] {
  const types = Object.keys(whole.types);
  const lent = [...scopeNames(whole.rules), ...scopeNames(whole.common)];
  const around = { types, above: [] };
  return [
    ...rulesFaults(part.rules ?? [], "/rules", around, lent),
    ...rulesFaults(part.common ?? [], "/common", around, lent),
  ];
}

function scopeNames(rules: readonly Rule[]): string[] {
  return rules.flatMap(({ scopeOf, section }) => [
    ...(scopeOf === undefined ? [] : [scopeOf]),
    ...(section === undefined || section.rules === "top" ? [] : scopeNames(section.rules)),
  ]);
}

function rulesFaults(
  rules: readonly Rule[],
  pointer: string,
  around: Surroundings,
  lent: readonly string[],
): GrammarFault[] {
  const matches = rules.map(({ match }) => match);
  return rules.flatMap((rule, index) => [
    ...ruleFaults(rule, `${pointer}/${index}`, around, lent),
    ...(matches.indexOf(rule.match) < index
      ? [
          {
            pointer: `${pointer}/${index}/match`,
            message: "a rule above has the same pattern: this one never counts",
          },
        ]
      : []),
  ]);
}

function ruleFaults(
  rule: Rule,
  pointer: string,
  around: Surroundings,
  lent: readonly string[],
): GrammarFault[] {
  const own = patternNames(rule.match);
  const look: Look = { pointer, own, around, lent };
  const inside = { types: around.types, above: [...around.above, ...own] };
  const { section } = rule;
  return [
    ...at(`${pointer}/match`, patternFaults(rule.match, around.types)),
    ...(rule.also ?? []).flatMap((also, index) => spelling(also, `/also/${index}`, look)),
    ...templates(rule, look).flatMap(([key, source, names]) =>
      at(`${pointer}${key}`, templateFaults(source, names)),
    ),
    ...captures(rule, look),
    ...lastWord(rule, pointer),
    ...(section === undefined || section.rules === "top"
      ? []
      : rulesFaults(section.rules, `${pointer}/section/rules`, inside, lent)),
  ];
}

/** A key that may name several things takes the rest of its line. */
function lastWord({ match, expand }: Rule, pointer: string): GrammarFault[] {
  if (expand === undefined) return [];
  const { key, line = match } = expand;
  const where = `${pointer}/expand/${line === match ? "key" : "line"}`;
  return new RegExp(`\\{${key}(?::\\w+)?\\}$`, "u").test(line)
    ? []
    : [{ pointer: where, message: `\`{${key}}\` must stand last in \`${line}\`` }];
}

function at(pointer: string, faults: readonly PatternFault[]): GrammarFault[] {
  return faults.map((fault) => ({ ...fault, pointer }));
}

function spelling(also: string, key: string, { pointer, own, around }: Look): GrammarFault[] {
  const names = patternNames(also);
  const lacking = own.find((name) => !names.includes(name));
  const extra = names.find((name) => !own.includes(name));
  const faults = patternFaults(also, around.types);
  const wrong = lacking ?? extra;
  if (faults.length > 0 || wrong === undefined) return at(`${pointer}${key}`, faults);
  const message =
    lacking === undefined
      ? `\`match\` has no capture \`${extra}\``
      : `\`${lacking}\`, which \`match\` has, is missing in this spelling`;
  return [{ pointer: `${pointer}${key}`, message }];
}

type Template = readonly [key: string, source: string, names: readonly string[]];

/** Every text of a rule that is filled in with names, and the names it may use. */
function templates(rule: Rule, { own, around, lent }: Look): Template[] {
  const one = (key: string, source: string | undefined, names: readonly string[]): Template[] =>
    source === undefined ? [] : [[key, source, names]];
  const many = (key: keyof Rule & string, names: readonly string[]): Template[] =>
    ((rule[key] ?? []) as readonly string[]).map((source, index) => [
      `/${key}/${index}`,
      source.replace(/^\.\//, ""),
      names,
    ]);
  const known = [...own, ...around.above, ...lent];
  return [
    ...one("/unset", rule.unset, own),
    ...one("/set/add", rule.set?.add, own),
    ...one("/set/remove", rule.set?.remove, own),
    // Its captures may stand side by side.
    ...one("/holder", rule.holder?.replace(/\}[^{]*\{/g, "} {"), known),
    ...one("/places", rule.places, known),
    ...one("/renumbers", rule.renumbers, own),
    ...one("/ordered/insert", rule.ordered?.insert, [...own, "next"]),
    ...one("/ordered/list", rule.ordered?.list, own),
    ...one("/sequence/resequence", rule.sequence?.resequence, [...around.above, "first", "step"]),
    ...one("/sequence/standIn", rule.sequence?.standIn, known),
    ...many("wipes", own).flatMap(conditional),
    ...many("unsetWipes", own).flatMap(conditional),
    ...many("precedes", own).flatMap(conditional),
    ...many("follows", own).flatMap(conditional),
    ...many("takesAlong", own).flatMap(conditional),
    ...many("defines", known),
    ...many("refs", known),
    ...many("claims", known),
    ...many("shares", known),
    ...many("bars", known),
  ];
}

/** `A where B`: what `B` catches may be used in `A`. */
function conditional([key, source, names]: Template): Template[] {
  const [what = "", where] = source.split(" where ");
  if (where === undefined) return [[key, source, names]];
  const caught = [...names, ...patternNames(where)];
  return [
    [key, what, caught],
    [key, where, caught],
  ];
}

/** Names that must be captures of the rule itself. */
function captures(rule: Rule, { pointer, own }: Look): GrammarFault[] {
  const wanted = [
    ["/set/capture", rule.set?.capture],
    ["/expand/key", rule.expand?.key],
    ["/scopeOf", rule.scopeOf],
    ["/sequence", rule.sequence === undefined ? undefined : "seq"],
  ] as const;
  return wanted.flatMap(([key, name]) =>
    name === undefined || own.includes(name)
      ? []
      : [
          {
            pointer: `${pointer}${key}`,
            message: `\`match\` has no capture \`${name}\``,
            written: name,
            known: own,
          },
        ],
  );
}
