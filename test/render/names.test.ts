import { expect, test } from "vitest";
import { rendered, tried } from "../support/rendered.ts";

const at = "templates/iosxe/port.njk";
const unknown = (place: string, name: string) =>
  `NC2002 ${at}:${place} the template uses \`${name}\`, which no schema defines`;

test.each([
  ["{{ service.vlna }}", "1:12", "service.vlna"],
  ["{% if service.vlna %}x{% endif %}", "1:15", "service.vlna"],
  ["{% if true %}{% elif service.vlna %}{% endif %}", "1:30", "service.vlna"],
  ["{% for p in service.peer %}x{% endfor %}", "1:21", "service.peer"],
  ["{% for p in service.peers %}{{ p.prot }}{% endfor %}", "1:34", "p.prot"],
  ["{% set x = service.vlna %}", "1:20", "service.vlna"],
  ["{% set x = service.peers %}{{ x[0].prot }}", "1:36", "x[0].prot"],
  ["{{ service.vlna | default(1) }}", "1:12", "service.vlna"],
  ["{{ 1 | default(service.vlna) }}", "1:24", "service.vlna"],
  ["{{ 'a' if service.vlna }}", "1:19", "service.vlna"],
  ["{{ service.vlan ~ service.vlna }}", "1:27", "service.vlna"],
  ["{% if 1 == service.vlna %}{% endif %}", "1:20", "service.vlna"],
  ["{% if service.vlna is defined %}{% endif %}", "1:15", "service.vlna"],
  ["{% if not service.vlna %}{% endif %}", "1:19", "service.vlna"],
  ["{{ service['vlna'] }}", "1:12", "service.vlna"],
  ["{{ (service.peers | first).prot }}", "1:28", "(service.peers | first).prot"],
  [
    "{{ (service.peers | sort(false, false, 'port'))[0].prot }}",
    "1:52",
    "(service.peers | sort)[0].prot",
  ],
  ["{{ self[0].vlna }}", "1:12", "self[0].vlna"],
  ["{{ peers[0].prot }}", "1:13", "peers[0].prot"],
  ["{{ device.nam }}", "1:11", "device.nam"],
  ["{{ devices.r1.nam }}", "1:15", "devices.r1.nam"],
  ["{{ service.vlan.x }}", "1:17", "service.vlan.x"],
  ["{% for p in peers %}{{ loop.indx }}{% endfor %}", "1:29", "loop.indx"],
  ["{% switch service.vlna %}{% case 1 %}x{% endswitch %}", "1:19", "service.vlna"],
  ["{% macro m(a) %}{{ service.vlna }}{% endmacro %}", "1:28", "service.vlna"],
  ["{% macro m(a) %}{{ a.prot }}{% endmacro %}{{ m(peers[0]) }}", "1:22", "a.prot"],
  ["{% macro m(a, b=1) %}{{ b.prot }}{% endmacro %}{{ m(1, b=peers[0]) }}", "1:27", "b.prot"],
  [
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ service.vlna }}{% endcall %}",
    "1:69",
    "service.vlna",
  ],
  ["{% filter upper %}{{ service.vlna }}{% endfilter %}", "1:30", "service.vlna"],
  ["{% set x %}{{ service.vlna }}{% endset %}", "1:23", "service.vlna"],
  ["{{ {a: 1}.b }}", "1:11", "the expression.b"],
])("a name that no schema defines is found where it stands: %s", (template, place, name) => {
  expect(tried(template)).toEqual([unknown(place, name)]);
});

test.each([
  ["{{ vlan }}", "1:4", "vlan"],
  ["{% for p in peers %}{% endfor %}{{ p }}", "1:36", "p"],
  ["{{ nope(1) }}", "1:4", "nope"],
])("a name that nothing defines is found: %s", (template, place, name) => {
  expect(tried(template)).toEqual([
    `NC2002 ${at}:${place} the template uses \`${name}\`, which nothing defines`,
  ]);
});

test("the name that was meant is in the hint", () => {
  const { findings } = rendered({ [at]: "{{ service.vlna }}" });
  expect(findings[0]).toMatchObject({ place: { length: 4 }, hint: "did you mean `service.vlan`?" });
});

test.each([
  "{{ service.name }}{{ service.model }}{{ device.platform }}{{ device.product }}{{ device.vars.anything.at.all or 1 }}",
  "{% for p in peers %}{{ p.device }}{{ p.port or '' }}{{ loop.index }}{% else %}none{% endfor %}",
  "{% for p in service.peers | default([]) | sort(false, false, 'device') %}{{ p.device }}{% endfor %}",
  "{% for key, value in service.peers[0] or {} %}{{ key }}{% endfor %}",
  "{% set x = service.vlan %}{% if x > 5 %}{{ x }}{% endif %}",
  "{% if 'r' in service.device %}{{ service.device.split('-')[0] }}{% endif %}",
  "{{ service.peers.length if service.peers }}",
  "{% macro m(a, b='x') %}{{ a.device }}{{ b }}{% endmacro %}{{ m(self[0]) }}{{ m(self[0], b='y') }}",
  "{{ devices[service.device].name }}",
  "{% for i in range(3) %}{{ i }}{% endfor %}",
  "{% macro deep(n) %}{% if n > 0 %}{{ deep(n - 1) }}{% endif %}{% endmacro %}{{ deep(3) }}",
])("what the schema defines is let through: %s", (template) => {
  expect(typeof tried(template)).toBe("string");
});

test("a mapping gone through with one name, which would give nothing, is a finding", () => {
  expect(tried("{% for x in service %}{% endfor %}")).toEqual([
    `NC2002 ${at}:1:13 \`for\` goes through \`service\`, which is a mapping, not a list`,
  ]);
});

test("an unknown filter and an unknown test are findings with the one that was meant", () => {
  const { findings } = rendered({
    [at]: "{{ service.vlan | uper }}{% if service.vlan is evn %}{% endif %}",
  });
  expect(findings.map((f) => [f.code, f.place.column, f.hint])).toEqual([
    ["NC2003", 19, "did you mean `upper`?"],
    ["NC2003", 48, "did you mean `even`?"],
  ]);
});

test("names in an imported file are checked with what the macro is called with", () => {
  const result = tried("{% from '_m.njk' import m %}\n{{ m(service) }}\n", {
    "templates/iosxe/_m.njk": "{% macro m(a) %}\n{{ a.vlna }}\n{% endmacro %}\n",
  });
  expect(result).toEqual([
    "NC2002 templates/iosxe/_m.njk:2:6 the template uses `a.vlna`, which no schema defines",
  ]);
});

test("a file that is imported without its context sees no service, and that is found", () => {
  const more = { "templates/iosxe/_m.njk": "{% macro m() %}{{ service.vlan }}{% endmacro %}" };
  expect(tried("{% import '_m.njk' as l %}{{ l.m() }}", more)).toEqual([
    "NC2002 templates/iosxe/_m.njk:1:19 the template uses `service`, which nothing defines",
  ]);
  expect(tried("{% import '_m.njk' as l with context %}{{ l.m() }}", more)).toBe("7\n");
});

test("names in an included file are checked", () => {
  expect(
    tried("{% include '_i.njk' %}", { "templates/iosxe/_i.njk": "{{ service.vlna }}" }),
  ).toEqual([
    "NC2002 templates/iosxe/_i.njk:1:12 the template uses `service.vlna`, which no schema defines",
  ]);
});

test("a file that is not there, and a macro it does not have, are findings", () => {
  expect(tried("{% from '_no.njk' import m %}{{ m() }}")).toEqual([
    `NC2008 ${at}:1:9 no template \`_no.njk\` to import`,
  ]);
  expect(
    tried("{% from '_m.njk' import nm %}", {
      "templates/iosxe/_m.njk": "{% macro m() %}{% endmacro %}",
    }),
  ).toEqual([`NC2002 ${at}:1:25 the template uses \`nm\`, which nothing defines`]);
});

test("files that take each other in without end are a finding", () => {
  const result = tried("{% include '_a.njk' %}", {
    "templates/iosxe/_a.njk": "{% include '_b.njk' %}",
    "templates/iosxe/_b.njk": "x\n{% include '_a.njk' %}",
  });
  expect(result).toEqual([
    "NC2008 templates/iosxe/_b.njk:2:12 files take each other in without end: iosxe/port → iosxe/_a → iosxe/_b → iosxe/_a",
  ]);
});

test("a file that takes itself in by a computed name is cut off", () => {
  const template = "{% set me = '_a.njk' %}{% include me %}";
  expect(tried(template, { "templates/iosxe/_a.njk": template })).toEqual([
    expect.stringMatching(/^NC2005 .*without end/),
  ]);
});

test("macros that call each other many times over are checked in good time", () => {
  const calls = (next: string) => `{{ ${next}(a) }}`.repeat(10);
  const macros = "bcdefgh".split("").map((m, i, all) => {
    const body = i === all.length - 1 ? "{{ a.vlna }}" : calls(`m${all[i + 1]}`);
    return `{% macro m${m}(a) %}${body}{% endmacro %}`;
  });
  expect(tried(`${macros.join("\n")}\n{{ mb(service) }}`)).toEqual([
    expect.stringMatching(/^NC2002 .*a\.vlna/),
  ]);
});

test("an expression of endless length is a finding", () => {
  expect(tried(`{{ ${"1+".repeat(40_000)}1 }}`)).toEqual([
    expect.stringMatching(/^NC2001 .*(too deeply|call stack)/),
  ]);
});

test("a file that cannot be read is told once, at its own place", () => {
  const result = tried("{% from '_m.njk' import m %}{{ m() }}", {
    "templates/iosxe/_m.njk": "{% if %}",
  });
  expect(result).toEqual([expect.stringMatching(/^NC2001 templates\/iosxe\/_m.njk:1:/)]);
});

test.each([
  ["{% if %}", /^NC2001 .*:1:\d+ /],
  ["a\n{% if true %}\n", /^NC2001 .*expected elif, else, or endif/],
  ["{{ a b }}", /^NC2001 .*:1:\d+ .*expected variable end/],
  ["{% nope %}", /^NC2001 .*:1:\d+ unknown block tag: nope/],
])("text that is no template is a finding with its place: %s", (template, finding) => {
  expect(tried(template)).toEqual([expect.stringMatching(finding)]);
});

test("a template nobody uses is checked all the same", () => {
  const { findings } = rendered({ "templates/junos/port.njk": "{{ service.vlna }}" });
  expect(findings.map((f) => f.code)).toEqual(["NC2002"]);
});
