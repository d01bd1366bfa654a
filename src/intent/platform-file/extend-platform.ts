import type { Checks } from "../../platform/checks.ts";
import type { Dialogue, Pending, Say } from "../../platform/dialogue.ts";
import type { Grammar, Rule } from "../../platform/grammar.ts";
import type { Guard } from "../../platform/guard.ts";
import type { Platform } from "../../platform/platform.ts";

/** What a file that extends a platform may say. */
export type PlatformChange = {
  readonly extends: string;
  readonly title?: string;
  readonly products?: readonly string[];
  readonly templates?: string;
  readonly grammar?: Partial<Grammar>;
  readonly checks?: Partial<Checks>;
  readonly dialogue?: Partial<Omit<Dialogue, "prompts" | "window" | "limits" | "pending">> & {
    readonly prompts?: Dialogue["prompts"];
    readonly window?: Partial<Dialogue["window"]>;
    readonly limits?: Partial<Dialogue["limits"]>;
    readonly pending?: Partial<Dialogue["pending"]>;
  };
};

/**
 * A platform with a change to it. One rule for every key: single values and verbs take the place of what was there;
 * lists are added to, and mappings key by key. A rule with the `match` of one that is there already (a step of `climb`
 * with its `from`, of `setup` with its `say`) changes that one instead.
 */
export function extendPlatform(base: Platform, name: string, change: PlatformChange): Platform {
  return {
    name,
    title: change.title ?? (name === base.name ? base.title : name),
    // A product means one platform: another name does not take the products along.
    products: union(name === base.name ? base.products : [], change.products),
    ...templatesOf(base, change),
    grammar: extendGrammar(base.grammar, change.grammar ?? {}),
    dialogue: extendDialogue(base.dialogue, change.dialogue ?? {}),
    checks: extendChecks(base.checks, change.checks ?? {}),
  };
}

function extendChecks(base: Checks, change: Partial<Checks>): Checks {
  const subjects = Object.entries(change.ready ?? {}).map(([subject, states]) => [
    subject,
    { ...base.ready[subject], ...states },
  ]);
  return {
    shows: union(base.shows, change.shows),
    ready: { ...base.ready, ...Object.fromEntries(subjects) },
  };
}

function templatesOf(base: Platform, change: PlatformChange): Pick<Platform, "templates"> {
  const templates = change.templates ?? base.templates;
  return templates === undefined ? {} : { templates };
}

function extendGrammar(base: Grammar, change: Partial<Grammar>): Grammar {
  return {
    ...base,
    ...change,
    comments: union(base.comments, change.comments),
    closers: union(base.closers, change.closers),
    volatile: union(base.volatile, change.volatile),
    types: { ...base.types, ...change.types },
    rules: extendRules(base.rules, change.rules),
    common: extendRules(base.common, change.common),
    ...extendGuard(base.guard, change.guard),
  };
}

function extendGuard(
  base: Guard | undefined,
  change: Guard | undefined,
): { readonly guard?: Guard } {
  if (base === undefined || change === undefined) return {};
  return {
    guard: {
      addresses: union(base.addresses, change.addresses),
      about: union(base.about, change.about),
      routes: union(base.routes, change.routes),
      access: union(base.access, change.access),
      harmless: union(base.harmless, change.harmless),
    },
  };
}

function extendRules(base: readonly Rule[], change: readonly Rule[] | undefined): readonly Rule[] {
  // The same list stays the same value: rules that share one are compiled once.
  if (change === undefined || change.length === 0) return base;
  return joined(base, change, (rule) => rule.match, extendRule);
}

function extendRule(base: Rule, change: Rule): Rule {
  const { section } = change;
  if (section === undefined || base.section === undefined) return { ...base, ...change };
  const isWhole = section.rules === "top" || base.section.rules === "top";
  const rules = isWhole
    ? section.rules
    : extendRules(base.section.rules as readonly Rule[], section.rules as readonly Rule[]);
  return { ...base, ...change, section: { ...base.section, ...section, rules } };
}

function extendDialogue(base: Dialogue, change: NonNullable<PlatformChange["dialogue"]>): Dialogue {
  const { pending, ...others } = change;
  const setup = joined<Say>(base.setup, change.setup, ({ say }) => say, latest);
  return {
    ...base,
    ...others,
    prompts: { ...base.prompts, ...change.prompts },
    window: { ...base.window, ...change.window },
    limits: { ...base.limits, ...change.limits },
    // A file that asks where the base never did says it all, or has a finding.
    ...(pending === undefined ? {} : { pending: { ...base.pending, ...pending } as Pending }),
    decorations: union(base.decorations, change.decorations),
    climb: joined(base.climb, change.climb, ({ from }) => from, latest),
    setup,
    harmless: union(base.harmless, change.harmless),
    refusals: union(base.refusals, change.refusals),
    noise: union(base.noise, change.noise),
  };
}

function latest<T>(_before: T, after: T): T {
  return after;
}

function union(base: readonly string[], more: readonly string[] | undefined): readonly string[] {
  return [...new Set([...base, ...(more ?? [])])];
}

/** Both lists, where entries of one name are joined in the place of the first. */
function joined<T>(
  base: readonly T[],
  more: readonly T[] | undefined,
  nameOf: (entry: T) => string,
  join: (before: T, after: T) => T,
): readonly T[] {
  const all = new Map(base.map((entry): [string, T] => [nameOf(entry), entry]));
  for (const entry of more ?? []) {
    const before = all.get(nameOf(entry));
    all.set(nameOf(entry), before === undefined ? entry : join(before, entry));
  }
  return [...all.values()];
}
