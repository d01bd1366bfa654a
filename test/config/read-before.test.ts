import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Children, PlatformGrammar } from "../../src/config/config.ts";
import { type ParseOptions, parseConfig } from "../../src/config/parse-config.ts";
import type { Grammar } from "../../src/platform/grammar.ts";
import { seed } from "../support/seed.ts";
import { platforms } from "./platforms.ts";

type Said = readonly [text: string, number: string | undefined, body: unknown, inside: unknown];

/** All that a reading understood, in its order. */
function said(children: Children | undefined): readonly Said[] | undefined {
  if (children === undefined) return undefined;
  return [...children].map(([key, { statement, body, children: inside }]) => [
    `${key} = ${statement.value}`,
    statement.captures["seq"],
    body,
    said(inside),
  ]);
}

function reading(text: string, platform: PlatformGrammar, options: ParseOptions = {}): unknown {
  const { config, findings } = parseConfig(text, platform, options);
  return { said: said(config.children), findings };
}

const numbered: Grammar = {
  ...platforms.iosxe.grammar,
  rules: [
    {
      match: "step {list} [{seq:int}]",
      sequence: { first: 10, step: 10 },
      section: { delete: "line", rules: [{ match: "say <what>" }] },
    },
  ],
};

/** Lines with origins are of one text alone: each is read by itself. */
const lineByLine: ParseOptions = { originOf: () => undefined };

/** Lines that open, continue, leave and repeat sections, in any order a careless hand might bring them into. */
const pieces = [
  ...["interface Loopback0", "interface Loopback1", " description one", " description two"],
  ...[" ip address 192.0.2.1 255.255.255.255", " no ip address", "  deeper", "\ttabbed"],
  ...["ip access-list extended A", " permit ip any any", " 5 deny ip any any", " remark here"],
  ...["route-map R permit 10", "route-map R permit 20", " match ip address prefix-list P"],
  ...["router bgp 65000", " neighbor 192.0.2.9 remote-as 1", " address-family ipv4"],
  ...["  neighbor 192.0.2.9 activate", "  network 192.0.2.0 mask 255.255.255.0"],
  ...[
    " exit-address-family",
    "exit",
    "end",
    "!",
    " !",
    "",
    "  ",
    "hostname r1",
    "no ip domain lookup",
  ],
  ...[
    "line vty 0 4",
    "line vty 2",
    " login local",
    " exec-timeout 1 0",
    "banner motd ^C",
    " in it",
    "^C",
  ],
  ...["crypto pki certificate chain C", " certificate self-signed 01", "  3082", "quit", " quit"],
  ...["neighbor 192.0.2.9 shutdown", "description at the margin", "vlan 10,12", " name both"],
];
const text = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 30 })
  .map((lines) => lines.join("\n"));

describe("what was read before", () => {
  it.each([platforms.iosxe, platforms.eos, platforms.frr])(
    "is read again as if it were the first time: $name",
    (platform) => {
      fc.assert(
        fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
          for (const one of [...texts, ...texts, texts.join("\n")])
            expect(reading(one, platform)).toEqual(reading(one, platform, lineByLine));
        }),
        { seed, numRuns: 500 },
      );
    },
  );

  it.each([
    [
      "a list that goes on",
      "ip access-list extended A\n permit ip any any\nhostname r1\nip access-list extended A\n remark here",
    ],
    [
      "a block that goes on behind its section",
      "crypto pki certificate chain C\n certificate self-signed 01\n  3082\nhostname r1\nquit",
      "crypto pki certificate chain C\n certificate self-signed 01\n  3082\nhostname r2",
    ],
    [
      "what stands behind the end of something that was open before it",
      "interface Loopback0\ndescription at the margin\n address-family ipv4\nhostname r1\n permit ip any any\nquit\n  deeper",
    ],
    [
      "a section that goes on behind a line that is passed over",
      "hostname r1\n permit ip any any\nBuilding configuration...\n  deeper",
      "hostname r1\n permit ip any any",
    ],
    [
      "a list that goes on, with something written under an entry",
      "ip access-list extended A\n remark here\n  deeper\nhostname r1",
      "ip access-list extended A\n remark here\n  deeper\nhostname r1\nip access-list extended A\n remark here",
    ],
    [
      "what stands behind a comment, which opens nothing",
      " exec-timeout 1 0\n!\n  network 192.0.2.0\n remark here\nhostname r1",
      "!\n  network 192.0.2.0\n remark here\nhostname r1",
    ],
    [
      "what stands behind a line that is passed over",
      " exec-timeout 1 0\nBuilding configuration...\n  network 192.0.2.0\n remark here\nhostname r1",
      "Building configuration...\n  network 192.0.2.0\n remark here\nhostname r1",
    ],
  ])("is %s", (_, ...texts) => {
    for (const text of [...texts, ...texts])
      expect(reading(text, platforms.iosxe)).toEqual(reading(text, platforms.iosxe, lineByLine));
  });

  it("is shared, and what is put into one reading is not in the other", () => {
    const { iosxe } = platforms;
    const section = "router bgp 65000\n address-family ipv4\n  network 192.0.2.0\nhostname r";
    const before = parseConfig(`${section}1`, iosxe).config;
    const again = parseConfig(`${section}2`, iosxe).config;
    const more = "router bgp 65000\n address-family ipv4\n  network 198.51.100.0\n";
    const continued = parseConfig(`${section}3\n${more}`, iosxe).config;
    const bgp = "router bgp *";
    expect(again.children.get(bgp)).toBe(before.children.get(bgp));
    expect(JSON.stringify(said(continued.children))).toContain("198.51.100.0");
    expect(JSON.stringify(said(before.children))).not.toContain("198.51.100.0");
  });

  it("counts where sections are numbered by their place", () => {
    const platform = { name: "numbered", grammar: numbered };
    const steps = "step A\n say one\nstep A 40\n say more\nstep A\n say two\n";
    for (const text of [steps, `hostname r1\n${steps}`])
      expect(reading(text, platform)).toEqual(reading(text, platform, lineByLine));
  });
});
