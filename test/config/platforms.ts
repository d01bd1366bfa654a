import type { PlatformGrammar } from "../../src/config/config.ts";
import { grammar as eos } from "../../src/platform/eos/grammar.ts";
import { grammar as frr } from "../../src/platform/frr/grammar.ts";
import { grammar as iosxe } from "../../src/platform/iosxe/grammar.ts";
import { grammar as junos } from "../../src/platform/junos/grammar.ts";

/** The built-in platforms, as config/ sees them. */
export const platforms = {
  iosxe: { name: "iosxe", grammar: iosxe },
  junos: { name: "junos", grammar: junos },
  eos: { name: "eos", grammar: eos },
  frr: { name: "frr", grammar: frr },
} as const satisfies Readonly<Record<string, PlatformGrammar>>;
