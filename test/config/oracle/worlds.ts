import type { Command } from "../../../src/config/change-set.ts";
import { changeSet } from "../../../src/config/change-set-of.ts";
import type { Config, PlatformGrammar } from "../../../src/config/config.ts";
import { parseConfig } from "../../../src/config/parse-config.ts";
import { script } from "../../../src/config/script.ts";
import { NetctlError } from "../../../src/errors.ts";
import { platforms } from "../platforms.ts";
import { EosBox, eosText } from "./eos-box.ts";
import { FrrBox, frrText } from "./frr-box.ts";
import { IosBox } from "./ios-box.ts";
import { iosText } from "./ios-text.ts";
import { JunosBox, junosText } from "./junos-box.ts";
import { Refusal } from "./line-box.ts";
import type { Router } from "./model.ts";
import { rebraced, respelled } from "./spellings.ts";

/** What a property asks of a device. */
export type Box = { type(line: string): boolean; show(): string };

/** A platform with somebody who prints its configurations and a device that takes its commands. */
export type World = {
  readonly name: string;
  readonly platform: PlatformGrammar;
  readonly print: (router: Router) => string;
  readonly boot: (text: string) => Box;
  /** The same text as somebody else might have written it. */
  readonly spellings: (text: string, noise: Iterable<number>) => string;
};

export const worlds: readonly World[] = [
  {
    name: "iosxe",
    platform: platforms.iosxe,
    print: iosText,
    boot: (text) => new IosBox().boot(text, 1),
    spellings: (text, noise) =>
      respelled(text, noise, [
        [/^vrf forwarding /, "ip vrf forwarding "],
        [/^address-family ipv4$/, "address-family ipv4 unicast"],
        [/^no ip address$/, "ip redirects"],
      ]),
  },
  {
    name: "eos",
    platform: platforms.eos,
    print: eosText,
    boot: (text) => new EosBox().boot(text, 3),
    spellings: (text, noise) =>
      respelled(text, noise, [
        [/^vrf (?=\S+$)/, "vrf forwarding "],
        [/^vrf instance /, "vrf definition "],
        [/^(ip route 172\.16\.\d+)\.0/, "$1.99"],
      ]),
  },
  {
    name: "frr",
    platform: platforms.frr,
    print: frrText,
    boot: (text) => new FrrBox().boot(text, 1),
    spellings: (text, noise) =>
      respelled(text, noise, [
        [/^address-family ipv4 unicast$/, "address-family ipv4"],
        [/^(ip prefix-list .* 10\.\d+)\.0\.0/, "$1.7.7"],
      ]),
  },
  {
    name: "junos",
    platform: platforms.junos,
    print: junosText,
    boot: (text) => new JunosBox().boot(text),
    spellings: rebraced,
  },
];

export function read(text: string, platform: PlatformGrammar): Config {
  const { config, findings } = parseConfig(text, platform);
  if (findings.length > 0) throw new Error(`${findings[0]!.message}\n${text}`);
  return config;
}

/** The change between three texts. A refusal says what was left over. */
export function change(
  { platform }: World,
  sides: { readonly applied: string; readonly candidate: string; readonly running: string },
  ownership: "declared" | "full" = "declared",
): ReturnType<typeof changeSet> {
  try {
    return changeSet({
      platform,
      applied: read(sides.applied, platform),
      candidate: read(sides.candidate, platform),
      running: read(sides.running, platform),
      ownership,
    });
  } catch (error) {
    throw error instanceof NetctlError ? new Error(`${error.message}\n${error.words}`) : error;
  }
}

/** Types commands into a box and gives what it then shows. */
export function typeAll(box: Box, commands: readonly Command[], { platform }: World): string {
  for (const line of script(commands, platform)) {
    const isPrompt = box.type(line.text);
    if (isPrompt !== (line.answers === "prompt"))
      throw new Refusal(`prompt or none after ${line.text}`);
  }
  return box.show();
}

/** Says what is wrong with the way from a to b and back; undefined where nothing is. */
export function wrongWay(world: World, a: Router, b: Router): string | undefined {
  const { print, boot } = world;
  try {
    const { forth, back } = change(world, {
      applied: print(a),
      candidate: print(b),
      running: print(a),
    });
    const box = boot(print(a));
    const before = box.show();
    const wanted = boot(print(b)).show();
    const there = typeAll(box, forth, world);
    if (there !== wanted) return `forth leads to\n${there}\nand not to\n${wanted}`;
    const home = typeAll(box, back, world);
    return home === before ? undefined : `back leads to\n${home}\nand not to\n${before}`;
  } catch (error) {
    return (error as Error).message;
  }
}
