import { birdChecks } from "./bird/checks.ts";
import { birdDialogue } from "./bird/dialogue.ts";
import { birdGrammar } from "./bird/grammar.ts";
import { eosChecks } from "./eos/checks.ts";
import { eosDialogue } from "./eos/dialogue.ts";
import { grammar as eosGrammar } from "./eos/grammar.ts";
import { frrChecks, frrCliChecks } from "./frr/checks.ts";
import { frrCliDialogue } from "./frr/cli-dialogue.ts";
import { frrDialogue } from "./frr/dialogue.ts";
import { grammar as frrGrammar } from "./frr/grammar.ts";
import { iosxeChecks } from "./iosxe/checks.ts";
import { iosxeDialogue } from "./iosxe/dialogue.ts";
import { grammar as iosxeGrammar } from "./iosxe/grammar.ts";
import { junosChecks } from "./junos/checks.ts";
import { junosDialogue } from "./junos/dialogue.ts";
import { grammar as junosGrammar } from "./junos/grammar.ts";
import type { Platform } from "./platform.ts";

const platforms: readonly Platform[] = [
  {
    name: "iosxe",
    title: "Cisco IOS-XE",
    products: ["csr1000v", "c8000v"],
    grammar: iosxeGrammar,
    dialogue: iosxeDialogue,
    checks: iosxeChecks,
  },
  {
    name: "junos",
    title: "Juniper Junos",
    products: ["vsrx"],
    grammar: junosGrammar,
    dialogue: junosDialogue,
    checks: junosChecks,
  },
  {
    name: "eos",
    title: "Arista EOS",
    products: ["veos", "ceos"],
    grammar: eosGrammar,
    dialogue: eosDialogue,
    checks: eosChecks,
  },
  {
    name: "frr",
    title: "FRRouting",
    products: ["frrouting"],
    grammar: frrGrammar,
    dialogue: frrDialogue,
    checks: frrChecks,
  },
  {
    name: "frr-cli",
    title: "FRRouting, from an account without a shell",
    products: [],
    templates: "frr",
    grammar: frrGrammar,
    dialogue: frrCliDialogue,
    checks: frrCliChecks,
  },
  {
    name: "bird",
    title: "BIRD",
    products: ["bird2"],
    grammar: birdGrammar,
    dialogue: birdDialogue,
    checks: birdChecks,
  },
];

/** The platforms netctl brings along, by name. */
export const builtInPlatforms: ReadonlyMap<string, Platform> = new Map(
  platforms.map((platform) => [platform.name, platform]),
);
