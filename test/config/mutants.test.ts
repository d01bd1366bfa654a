import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Grammar, Rule } from "../../src/platform/grammar.ts";
import { router } from "./oracle/model.ts";
import { worlds, wrongWay } from "./oracle/worlds.ts";

/** A mistake in a grammar that the engine believes: planner and simulation agree on it, and only a device knows better. */
type Mutant = {
  readonly world: string;
  readonly match: string;
  readonly mistake: Partial<Rule>;
  readonly what: string;
};

const mutants: readonly Mutant[] = [
  {
    world: "iosxe",
    match: "vrf forwarding <vrf>",
    mistake: { wipes: [] },
    what: "a VRF takes no address along",
  },
  {
    world: "iosxe",
    match: "neighbor {n} route-map <map> (in|out:way)",
    mistake: { refs: ["./neighbor {n}"] },
    what: "a neighbour uses a map before it is there",
  },
  {
    world: "iosxe",
    match: "ip access-group <acl> (in|out:way)",
    mistake: { refs: [] },
    what: "a list is bound before it is there",
  },
  {
    world: "iosxe",
    match: "ip address <address:ip> <mask:ip>",
    mistake: { claims: [] },
    what: "an address may be given twice",
  },
  {
    world: "iosxe",
    match: "ip prefix-list {list} [seq {seq:int}] <entry...>",
    mistake: { replace: "overwrite" },
    what: "an occupied number is overwritten",
  },
  {
    world: "iosxe",
    match: "neighbor {n} remote-as <as>",
    mistake: { wipes: ["neighbor {n} ..."] },
    what: "another AS takes a neighbour's lines along",
  },
  {
    world: "iosxe",
    match: "router bgp <as>",
    mistake: { replace: "overwrite" },
    what: "a BGP process changes its AS",
  },
  {
    world: "iosxe",
    match: "[{seq:int}] <action:action> <entry...>",
    mistake: { sequence: { first: 10, step: 10 } },
    what: "a list cannot be numbered anew, so that it is empty while its one entry is replaced",
  },
  {
    world: "eos",
    match: "vrf <vrf>",
    mistake: { wipes: [] },
    what: "a VRF takes no address along",
  },
  {
    world: "eos",
    match: "ip access-group <acl> (in|out:way)",
    mistake: { refs: [] },
    what: "a list is bound before it is there",
  },
  {
    world: "frr",
    match: "description <text...:text>",
    mistake: { unset: "no description <text>" },
    what: "a description is negated with its text",
  },
  {
    world: "frr",
    match: "router bgp <as>",
    mistake: { replace: "overwrite" },
    what: "a BGP process changes its AS",
  },
  {
    world: "junos",
    match: "term {term}",
    mistake: { match: "term <term>" },
    what: "terms are one value",
  },
  {
    world: "junos",
    match: "mtu <bytes>",
    mistake: { match: "mtu {bytes}" },
    what: "a leaf is a list",
  },
];

describe("a mistake planted in a grammar is found by the boxes", () => {
  it.each(mutants)(
    "$world: $what",
    ({ world: name, match, mistake }) => {
      const world = worlds.find((one) => one.name === name)!;
      const { grammar } = world.platform;
      const mutated = mutate(grammar, match, mistake);
      expect(mutated).not.toEqual(grammar);
      const platform = { ...world.platform, grammar: mutated };
      const law = fc.property(
        router,
        router,
        (a, b) => wrongWay({ ...world, platform }, a, b) === undefined,
      );
      expect(fc.check(law, { numRuns: 600, seed: 7, endOnFailure: true }).failed).toBe(true);
    },
    120_000,
  );
});

function mutate(grammar: Grammar, match: string, mistake: Partial<Rule>): Grammar {
  const inRules = (rules: readonly Rule[]): readonly Rule[] =>
    rules.map((rule) => {
      const changed = rule.match === match ? { ...rule, ...mistake } : rule;
      if (changed.section === undefined || changed.section.rules === "top") return changed;
      return { ...changed, section: { ...changed.section, rules: inRules(changed.section.rules) } };
    });
  return { ...grammar, rules: inRules(grammar.rules), common: inRules(grammar.common) };
}
