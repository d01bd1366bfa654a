import { expect, test } from "vitest";
import { rendered, tried } from "../support/rendered.ts";

const one = "models/port/one.yaml";
const iosxe = "templates/iosxe/port.njk";
const noted = (yaml: string) => ({ [one]: `device: r1\nvlan: 7\nnote: ${yaml}\n` });
const smuggled = noted('"x\\nno router bgp 1"');

test("a description cannot bring a command along", () => {
  expect(tried(" description {{ service.note }}\n", smuggled)).toEqual([
    `NC2006 ${one}:3:7 \`service.note\` holds a line break, which would begin a new command`,
  ]);
});

test.each([
  ["through a filter", "{{ service.note | upper }}"],
  ["through a concatenation", '{{ "to " ~ service.note }}'],
  ["through a sum", '{{ "to " + service.note }}'],
  ["through a variable", "{% set x = service.note %}{{ x }}"],
  ["through a captured block", "{% set x %}{{ service.note }}{% endset %}{{ x }}"],
  [
    "through a captured block of several lines",
    "{% set x %}\na {{ service.note }}\nb\n{% endset %}{{ x }}",
  ],
  ["through a macro", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(service.note) }}"],
  [
    "through a macro of several lines",
    "{% macro m(a) %}\nx {{ a }}\ny\n{% endmacro %}{{ m(service.note) }}",
  ],
  ["through a filter block", "{% filter upper %}{{ service.note }}{% endfilter %}"],
  [
    "through a call block",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ service.note }}{% endcall %}",
  ],
  ["through a joined list", '{{ [service.note, "b"] | join(",") }}'],
  ["through indentation", "{{ service.note | indent(2) }}"],
  ["through a method", "{{ service.note.trim() }}"],
  ["through a member by name", '{{ service["note"] }}'],
  ["through a choice", '{{ service.note if service.vlan else "x" }}'],
  ["through replacing", '{{ service.note | replace("x", "y") }}'],
  ["through a list taken apart", "{% for x in [service.note] %}{{ x }}{% endfor %}"],
])("a line break cannot get out of a value %s", (_, template) => {
  const result = tried(` description ${template}\n`, smuggled);
  expect(result).toEqual([expect.stringMatching(/^NC2006 .*holds a line break/)]);
});

test("a line break in a text that the template itself wrote is refused too", () => {
  expect(tried('{{ ["a", "b"] | join("\\n") }}\n')).toEqual([
    expect.stringMatching(/^NC2006 .*holds a line break/),
  ]);
});

test("a text of several lines gets out through `multiline` alone", () => {
  expect(
    tried('banner\n{{ service.note | multiline(end="EOF") }}\nEOF\n', noted("|\n  a\n\n  b")),
  ).toBe("banner\na\n\nb\nEOF\n");
});

test.each(["EOF", " EOF ", "EOF  "])("a banner cannot end its own block: %j", (text) => {
  const result = tried(
    'banner\n{{ service.note | multiline(end="EOF") }}\nEOF\n',
    noted(`"a\\n${text}\\nno x"`),
  );
  expect(result).toEqual([
    `NC2005 ${one}:3:7 \`multiline\` failed: the line "EOF" would end the block`,
  ]);
});

test("a banner cannot hold the text that delimits it", () => {
  const result = tried(
    'banner ^C\n{{ service.note | multiline(without="^") }}\n^C\n',
    noted('"a ^C\\nno x"'),
  );
  expect(result).toEqual([`NC2005 ${one}:3:7 \`multiline\` failed: "^" would end the block`]);
});

test("`multiline` must be told what ends the block", () => {
  expect(tried("{{ service.note | multiline }}\n", noted("x"))).toEqual([
    expect.stringMatching(/^NC2005 .*say what ends the block/),
  ]);
});

test("a quote inside a quoted text cannot end it", () => {
  expect(tried("set x description {{ service.note | junos_quote }}\n", noted("'a\" b \\c'"))).toBe(
    'set x description "a\\" b \\\\c"\n',
  );
});

test("line ends inside a quoted text are written as such", () => {
  expect(tried("set m {{ service.note | junos_quote }}\n", noted("|\n  a\n  b"))).toBe(
    'set m "a\\nb"\n',
  );
});

test("one plain word needs no quotes", () => {
  expect(tried("set x {{ service.note | junos_quote }}\n", noted("core-1"))).toBe("set x core-1\n");
});

test.each([
  ["{{ service.note }}", `NC2004 ${iosxe}:1:4 \`service.note\` is not set`],
  ['{{ "x" ~ service.note }}', `NC2004 ${iosxe}:1:10 \`service.note\` is not set`],
  ["{{ service.note | upper }}", `NC2004 ${iosxe}:1:4 \`service.note\` is not set`],
  ["{{ service.vlan + service.note }}", `NC2004 ${iosxe}:1:19 \`service.note\` is not set`],
  ["{{ self }}", `NC2006 ${iosxe}:1:4 \`self\` is a list, which has no text`],
  ["{{ service }}", `NC2006 ${iosxe}:1:4 \`service\` is a mapping, which has no text`],
  ['{{ "x" ~ device }}', `NC2006 ${iosxe}:1:10 \`device\` is a mapping, which has no text`],
  ["{{ service.vlan / 0 }}", `NC2006 ${iosxe}:1:4 \`the expression\` is Infinity, not a number`],
  ["{{ service.device * 2 }}", `NC2006 ${iosxe}:1:4 \`the expression\` is NaN, not a number`],
  ["{% macro m() %}x{% endmacro %}{{ m }}", `NC2006 ${iosxe}:1:34 \`m\` is a macro: call it`],
  [
    '{{ [device] | join(" ") }}',
    `NC2006 ${iosxe}:1:4 \`the expression | join\` holds \`[object Object]\`: a mapping printed as text`,
  ],
])("what has no text is refused by its name: %s", (template, finding) => {
  expect(tried(`${template}\n`)).toEqual([
    expect.stringContaining(finding.replace(/^NC2006 (\S+) `the expression.*$/, "NC2006")),
  ]);
});

test.each([
  "{{ [service.note] | join(',') }}",
  "{{ 'x' | replace('x', service.note) }}",
  "{{ 'x'.replace('x', service.note) }}",
])("nothing does not become a word or a gap on the way: %s", (template) => {
  expect(tried(`${template}\n`)).toEqual([expect.stringMatching(/not set/)]);
});

test("a value that is not set names the service that was being rendered", () => {
  const { findings } = rendered({ [iosxe]: "{{ service.note }}\n" });
  expect(findings[0]).toMatchObject({
    hint: "set it in the service, or ask first: {% if service.note %}",
    related: [{ place: { path: one } }],
  });
});

test("`default` speaks for a value that is not set", () => {
  expect(tried('{{ service.note | default("x") }}\n')).toBe("x\n");
});

test("the word `undefined` may be written in a description", () => {
  expect(tried("{{ service.note }}\n", noted("undefined behaviour"))).toBe("undefined behaviour\n");
});

test("template braces in a value, or left standing, are refused", () => {
  expect(tried("{{ service.note }}\n", noted("'{{ x }}'"))).toEqual([
    expect.stringMatching(/^NC2006 models/),
  ]);
  expect(tried("{% raw %}{{ x }}{% endraw %}\n")).toEqual([
    `NC2006 ${iosxe}:1:10 the line that comes of this holds \`{{\``,
  ]);
});

test("a tab or a control character of the template itself is refused", () => {
  expect(tried("a\n\tb\n")).toEqual([
    `NC2006 ${iosxe}:2:2 the line that comes of this holds a control character`,
  ]);
  expect(tried("a\u0003b\n")).toEqual([expect.stringMatching(/^NC2006 .*control character/)]);
});

test("a private-use character in a template is refused, for lines are marked with them", () => {
  expect(tried("a\n b\uE000\n")).toEqual([
    `NC2001 ${iosxe}:2:3 the template holds a private-use character`,
  ]);
});

test("a finding about a value names the place in the template that used it", () => {
  const { findings } = rendered({ [iosxe]: "a\n description {{ service.note }}\n", ...smuggled });
  expect(findings[0]?.related?.[0]?.place).toMatchObject({ path: iosxe, line: 2, column: 17 });
});

test("an address filter that gets no address points at the value", () => {
  expect(tried("{{ service.note | netmask }}\n", noted("abc"))).toEqual([
    `NC2005 ${one}:3:7 \`netmask\` failed: "abc" is no address`,
  ]);
});
