import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { parseConfig } from "../../../src/config/parse-config.ts";
import { dialogueTexts } from "../../../src/intent/platform-file/dialogue-texts.ts";
import { platformFileSchema } from "../../../src/intent/platform-file/platform-schema.ts";
import { printPlatform } from "../../../src/intent/platform-file/print-platform.ts";
import { readPlatforms } from "../../../src/intent/platform-file/read-platforms.ts";
import { readIntent } from "../../../src/intent/read-intent.ts";
import { readSourceDocument } from "../../../src/intent/source-document.ts";
import { makeValidator } from "../../../src/intent/validator.ts";
import { builtInPlatforms } from "../../../src/platform/built-in-platforms.ts";
import type { Platform } from "../../../src/platform/platform.ts";
import { pattern } from "../../../src/session/patterns.ts";
import { line } from "../../support/workspace.ts";

// Compiling the schema for the first test takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const path = "templates/acme/platform.yaml";

const small = `title: ACME NetOS
products: [acme-s4]
grammar:
  syntax: indented
  negation: drop
  rules:
    - { match: "name <name>", remove: never }
    - match: port {port}
      defines: ["port {port}"]
      section: { delete: children, rules: [{ match: "about <text...:text>", unset: drop about }] }
dialogue:
  prompts: { privileged: '^\\S+:/> $', config: '^\\S+:/stage\\S*> $' }
  enter: { say: stage begin, into: config }
  leave: { say: stage leave, into: privileged }
  read: { say: config show, expect: "^# end$" }
  refusals: ["^NO: "]
  pending: { ask: stage show, running: "^active ", ours: "^active netctl-{id}$", idle: "^no stage" }
  prepare: { in: privileged, steps: [{ say: stage begin, into: config }, { type: lines }] }
  trial: { in: config, steps: [{ say: "activate {minutes} netctl-{id}", into: privileged }] }
  confirm: { in: privileged, steps: [{ say: stage keep }] }
  restore: { in: privileged, steps: [{ say: stage undo }] }
`;

const validator = makeValidator();

function read(text: string, name = "acme") {
  const at = `templates/${name}/platform.yaml`;
  const { document, findings } = readSourceDocument(at, text);
  const read = readPlatforms([{ name, source: document }], builtInPlatforms, validator);
  return { ...read.known, findings: [...findings, ...read.findings] };
}

function platformOf(text: string, name = "acme"): Platform {
  const { platforms, findings } = read(text, name);
  expect(findings.map(line)).toEqual([]);
  const platform = platforms.get(name);
  if (platform === undefined) throw new Error("no platform");
  return platform;
}

/** Findings of the small platform with one text replaced. */
function told(before: string, after: string): string[] {
  expect(small).toContain(before);
  return read(small.replace(before, () => after)).findings.map(
    (each) => `${line(each)}${each.hint === undefined ? "" : ` (${each.hint})`}`,
  );
}

describe("a platform of a workspace", () => {
  it.each([...builtInPlatforms.keys()])("can say all that the built-in %s says", (name) => {
    const platform = builtInPlatforms.get(name)!;
    const text = printPlatform(platform);
    expect(platformOf(text, name)).toEqual(platform);
  });

  it("is filled in where it says nothing, and known by its name and products", () => {
    const { dialogue, grammar, name, products } = platformOf(small);
    expect({ name, products }).toEqual({ name: "acme", products: ["acme-s4"] });
    expect(grammar).toMatchObject({ indent: 1, exit: "exit", closers: [], common: [] });
    expect(dialogue.limits).toEqual({ command: 30, line: 30, read: 120, commit: 120 });
    expect(dialogue.window).toEqual({ config: 1, show: 1, bytes: 240 });
    expect(dialogue.save).toEqual({ in: "privileged", steps: [] });
  });

  it("has a schema for editors that any draft-07 validator takes", () => {
    const check = validator.compile(platformFileSchema);
    expect(check({ extends: "x", products: ["y"] })).toEqual([]);
    expect(check({ title: "x" })).not.toEqual([]);
  });
});

describe("what is wrong in a platform file", () => {
  it.each([
    [
      "an unknown key",
      "products: [acme-s4]",
      "product: [acme-s4]",
      "NC1004",
      ":2:1 unknown property `product` (did you mean `products`?)",
    ],
    [
      "a missing verb",
      "  restore: { in: privileged, steps: [{ say: stage undo }] }\n",
      "",
      "NC1005",
      ":11:1 `restore` is missing in `dialogue`",
    ],
    [
      "a word of another set",
      "in: config, steps",
      "in: konfig, steps",
      "NC1003",
      '`in` must be one of "shell", "exec", "privileged", "config" (did you mean `config`?)',
    ],
    [
      "a step nobody knows",
      "{ type: lines }",
      "{ type: line }",
      "NC1003",
      '`type` must be one of "lines", "paste" (did you mean `lines`?)',
    ],
    [
      "a step with a key too many",
      "{ say: stage keep }",
      "{ say: stage keep, expct: OK }",
      "NC1004",
      "unknown property `expct` (did you mean `expect`?)",
    ],
    [
      "a rule with a key too many",
      "remove: never",
      "remov: never",
      "NC1004",
      "unknown property `remov` (did you mean `remove`?)",
    ],
    [
      "a rule inside a section",
      "unset: drop about",
      "unsett: drop about",
      "NC1004",
      "unknown property `unsett` (did you mean `unset`?)",
    ],
    [
      "a regular expression",
      '"^NO: "',
      '"^(NO: "',
      "NC1041",
      "16:14 it is no regular expression: /^(NO: /mu: Unterminated group",
    ],
    ["a prompt", "'^\\S+:/> $'", "'^[\\S+:/> $'", "NC1041", "it is no regular expression"],
    [
      "a repetition repeated",
      '"^NO: "',
      '"^(a+)+$"',
      "NC1041",
      "a repetition is repeated, which can take for ever",
    ],
    [
      "a pattern that would swallow every refusal",
      "  refusals:",
      "  harmless: ['.*']\n  refusals:",
      "NC1041",
      ":16:14 it matches an empty line, and so every line",
    ],
    [
      "a regular expression that is too long",
      '"^NO: "',
      `"${"x".repeat(501)}"`,
      "NC1003",
      "must have at most 500 characters",
    ],
    [
      "a name in a pattern",
      "^active ",
      "^active {ip}",
      "NC1041",
      "`{ip}` is not filled in here (did you mean `id`?)",
    ],
    [
      "a name in a command",
      "{minutes}",
      "{minute}",
      "NC1041",
      "`{minute}` is not filled in here (did you mean `minutes`?)",
    ],
    [
      "a secret in a command",
      "say: stage keep",
      "say: 'keep {enable}'",
      "NC1041",
      "`{enable}` is not filled in here",
    ],
    [
      "a question of a line",
      "unset: drop about }",
      "unset: drop about, unsetAsks: [{ when: 'sure (', reply: y }] }",
      "NC1041",
      "it is no regular expression: /sure (/mu: Unterminated group",
    ],
    [
      "a capture nobody closes",
      '"name <name>"',
      '"name <name"',
      "NC1041",
      ":7:16 `<name` has a bracket without its partner",
    ],
    [
      "a type nobody knows",
      '"name <name>"',
      '"name <name:itn>"',
      "NC1041",
      "unknown type `itn` (did you mean `int`?)",
    ],
    [
      "a name the line does not bring",
      '["port {port}"]',
      '["port {prt}"]',
      "NC1041",
      ":9:17 unknown name `prt` (did you mean `port`?)",
    ],
    [
      "a rest that is not last",
      '"about <text...:text>"',
      '"about <text...> end"',
      "NC1041",
      "takes the rest of the line",
    ],
    [
      "a type where a name is filled in",
      '["port {port}"]',
      '["port {port:int}"]',
      "NC1041",
      "`{port:int}` is filled in here: leave out the type",
    ],
    [
      "a rule that stands there twice",
      "remove: never }",
      'remove: never }\n    - { match: "name <name>" }',
      "NC1041",
      ":8:16 a rule above has the same pattern",
    ],
    [
      "a change that is never typed",
      ", { type: lines }",
      "",
      "NC1041",
      "no step of `prepare` and `trial` types the change",
    ],
    [
      "a timer that may be anybody's",
      '"^active netctl-{id}$"',
      '"^active "',
      "NC1041",
      "nothing tells our timer from that of others",
    ],
    [
      "a mode without a prompt",
      "in: privileged, steps: [{ say: stage undo }]",
      "in: shell, steps: [{ say: stage undo }]",
      "NC1041",
      "no prompt says what `shell` mode looks like",
    ],
    [
      "a product of somebody else",
      "acme-s4",
      "vsrx",
      "NC1042",
      ":2:12 `vsrx` is a product of junos already",
    ],
  ])("is told at its place: %s", (_what, before, after, code, words) => {
    const findings = told(before, after);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(`${code} ${path}:`);
    expect(findings[0]).toContain(words);
  });

  it("is told once: devices and templates of that platform have no findings of their own", () => {
    const files = new Map([
      [path, small.replace("syntax: indented", "syntax: tables")],
      ["templates/acme/port.njk", "port 1\n"],
      ["models/port/schema.yaml", "type: object\n"],
      ["devices/a1.yaml", "product: acme-s4\naddress: a.b\ncredential: { user: me }\n"],
    ]);
    const { intent, findings } = readIntent(files, builtInPlatforms);
    expect(findings.map(line)).toEqual([
      `NC1003 ${path}:4:11 \`syntax\` must be one of "indented", "hierarchy", "statements"`,
    ]);
    expect(intent.platforms.has("acme")).toBe(false);
  });

  it.each(["[]", "7", "title: [1", "grammar: { rules: [[[[]]]] }", "extends: [iosxe]", "null"])(
    "is never an exception: %s",
    (text) => {
      expect(read(text).findings.length).toBeGreaterThan(0);
    },
  );
});

describe("a platform that extends a built-in one", () => {
  const eos = builtInPlatforms.get("eos")!;

  it("adds to lists, and leaves everything else as it was", () => {
    const text = "extends: eos\nproducts: [my-box]\ndialogue: { harmless: ['^fan '] }\n";
    expect(platformOf(text, "eos")).toEqual({
      ...eos,
      products: [...eos.products, "my-box"],
      dialogue: { ...eos.dialogue, harmless: [...eos.dialogue.harmless, "^fan "] },
    });
  });

  it("replaces single values, and mappings key by key", () => {
    const text =
      "extends: eos\ngrammar: { indent: 2 }\ndialogue: { limits: { read: 300 }, save: { in: privileged, steps: [] } }\n";
    const { grammar, dialogue } = platformOf(text, "eos");
    expect(grammar).toEqual({ ...eos.grammar, indent: 2 });
    expect(dialogue.limits).toEqual({ ...eos.dialogue.limits, read: 300 });
    expect(dialogue.save).toEqual({ in: "privileged", steps: [] });
  });

  it("changes the rule of the same pattern, in sections too, and adds others behind", () => {
    const text = `extends: eos
grammar:
  rules:
    - { match: "hostname <name>", secret: true }
    - { match: "fan speed <speed>" }
    - match: vlan {vlan}
      section: { delete: line, rules: [{ match: "colour <colour>" }] }
`;
    const { rules } = platformOf(text, "eos").grammar;
    expect(rules).toHaveLength(eos.grammar.rules.length + 1);
    expect(rules.find(({ match }) => match === "hostname <name>")).toEqual({
      match: "hostname <name>",
      remove: "never",
      secret: true,
    });
    expect(rules.at(-1)).toEqual({ match: "fan speed <speed>" });
    const vlan = rules.find(({ match }) => match === "vlan {vlan}");
    const inside = vlan?.section?.rules as readonly { match: string }[];
    expect(inside.map(({ match }) => match)).toEqual([
      "name <name>",
      "trunk group {group}",
      "colour <colour>",
    ]);
  });

  it("has products of its own under a name of its own", () => {
    const platform = platformOf("extends: eos\nproducts: [old-box]\n", "eos-old");
    expect(platform).toEqual({ ...eos, name: "eos-old", title: "eos-old", products: ["old-box"] });
  });

  it("is told what there is to extend", () => {
    expect(read("extends: iosex\n").findings).toMatchObject([
      { code: "NC1040", place: { line: 1, column: 10 }, hint: "did you mean `iosxe`?" },
    ]);
  });
});

/** Texts that mean something, or nearly, at some place of a platform file. */
const words = fc.oneof(
  fc.constantFrom(
    "{",
    "(",
    "[a",
    "<x>",
    "{id}",
    "{x:int}",
    "{x:y}",
    "...",
    "<r...> x",
    "*",
    "\\",
    "a{2,1}",
    "^",
    "",
    " ",
    "top",
  ),
  fc.constantFrom(
    "lines",
    "paste",
    "config",
    "never",
    "line",
    "delimiter",
    "[x [y] z]",
    "(a|b:c)",
    "./{a}",
  ),
  fc.string({ maxLength: 8 }),
);

const anything = fc.oneof(
  words,
  fc.array(words, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom("match", "say", "type", "rules", "when", "end"), words),
  fc.constantFrom(null, true, 7, {}, []),
);

describe("any platform file", () => {
  it("has findings, or can be used: it is never an exception", { timeout: 60_000 }, () => {
    const document = parse(small) as object;
    const pointers = pointersOf(document);
    const patterns = pointers.filter((path) => path.at(-1) === "match");
    const places = fc.oneof(fc.constantFrom(...pointers), fc.constantFrom(...patterns));
    fc.assert(
      fc.property(places, anything, (pointer, value) => {
        const { platforms, findings } = read(JSON.stringify(replaced(document, pointer, value)));
        const platform = platforms.get("acme");
        expect(platform === undefined).toBe(findings.length > 0);
        if (platform === undefined) return;
        parseConfig("name a\nport 1\n about b\n drop about\nx y z\n", platform, { path: "x" });
        for (const { text, kind, words: names } of dialogueTexts(platform.dialogue))
          if (kind === "pattern")
            pattern(text, Object.fromEntries(names.map((name) => [name, "w"])));
      }),
      { numRuns: 400 },
    );
  });
});

type Path = readonly string[];

function pointersOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, each]) => pointersOf(each, [...path, key])),
  ];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}
