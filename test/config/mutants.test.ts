import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Grammar, Rule } from "../../src/platform/grammar.ts";
import { laws } from "./oracle/laws.ts";
import { worlds } from "./oracle/worlds.ts";

/** A mistake in a grammar that the engine believes: planner and simulation agree on it, and only a device knows better. */
type Mutant = {
  readonly world: string;
  readonly match: string;
  readonly mistake: Partial<Rule>;
  readonly what: string;
  /** The law that falls, where that is not the first. */
  readonly law?: keyof typeof laws;
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
  ...["iosxe", "eos"].map(
    (world): Mutant => ({
      world,
      match:
        world === "eos"
          ? "ntp server [vrf {vrf}] {address} ..."
          : "ntp server [vrf {vrf}] {address} ...",
      mistake: { match: "ntp server <address>", unset: "no ntp server <address>" },
      what: "there is one time server",
      law: "nothing of a third party changes",
    }),
  ),
  {
    world: "frr",
    match: "ip route {prefix:prefix} {hop} [{port:port}] ...",
    mistake: { match: "ip route <prefix> <hop> ...", unset: "no ip route <prefix> <hop>" },
    what: "there is one route",
    law: "nothing of a third party changes",
  },
  {
    world: "junos",
    match: "server {address}",
    mistake: { match: "server <address>" },
    what: "there is one time server",
    law: "nothing of a third party changes",
  },
  ...[
    ["iosxe", "vrf forwarding <vrf>"],
    ["eos", "vrf <vrf>"],
    ["frr", "address-family (ipv4|ipv6:family) unicast"],
  ].map(
    ([world = "", match = ""]): Mutant => ({
      world,
      match,
      mistake: { also: [] },
      what: "old words mean something else",
      law: "other spellings of the same are the same",
    }),
  ),
  {
    world: "junos",
    match: "server {address}",
    mistake: { match: "server {address}", ordered: { insert: "server {address}" } },
    what: "time servers count in their order",
    law: "other spellings of the same are the same",
  },
  ...["iosxe", "eos", "frr"].map(
    (world): Mutant => ({
      world,
      match: "hostname <name>",
      mistake: { replace: "negate-first" },
      what: "a name is taken away before it is given",
      law: "no shorter way is found by trying them all",
    }),
  ),
];

describe("a mistake planted in a grammar is found by the boxes", () => {
  it.each(mutants)(
    "$world: $what",
    ({ world: of, match, mistake, law: name = Object.keys(laws)[0] as keyof typeof laws }) => {
      const world = worlds.find((one) => one.name === of)!;
      const { grammar } = world.platform;
      const mutated = mutate(grammar, match, mistake);
      expect(mutated).not.toEqual(grammar);
      const platform = { ...world.platform, grammar: mutated };
      const { arbitrary, wrong } = laws[name];
      const law = fc.property(
        arbitrary,
        (drawn) => wrong({ ...world, platform }, drawn) === undefined,
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
