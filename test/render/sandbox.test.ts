import { expect, test } from "vitest";
import { tried } from "../support/rendered.ts";

test.each([
  "{{ range.constructor('return process.version')() }}",
  "{{ range['con' ~ 'structor']('return 1')() }}",
  "{{ service.constructor }}",
  "{{ service['__proto__'] }}",
  "{{ ''.constructor.constructor('return 1')() }}",
  "{{ [].concat.constructor('return 1')() }}",
  "{{ [['constructor']][0] and range[['constructor']]('return 1')() }}",
  "{{ constructor.constructor('return 1')() }}",
  "{{ __proto__ }}",
  "{% set c = 'constructor' %}{{ range[c]('return 1')() }}",
  "{% macro m() %}x{% endmacro %}{{ m.constructor('return 1')() }}",
  "{{ device.vars.constructor }}",
  "{{ [range] | sum('constructor') }}",
  "{{ (1).constructor }}",
  "{{ loop.constructor }}",
  "{% for k, v in {a: 1} %}{{ v.constructor }}{% endfor %}",
])("a template cannot climb out of its data: %s", (template) => {
  const result = tried(`${template}\n`);
  expect(Array.isArray(result)).toBe(true);
  expect(JSON.stringify(result)).not.toMatch(/v\d+\.\d+\.\d+|function/);
});

test("an escape that only shows while running is a finding of its own", () => {
  expect(tried("{% set c = 'con' ~ 'structor' %}\n{{ range[c]('return 1')() }}\n")).toEqual([
    "NC2007 templates/iosxe/port.njk:2:4 `constructor` is not for templates",
  ]);
});

test("a template cannot change what it is given", () => {
  expect(tried("{% set _ = self.push(1) %}{{ self.length }}\n")).toEqual([
    expect.stringMatching(/^NC2005/),
  ]);
});

test("what one template changes no other one sees", () => {
  expect(
    tried("{% set service = 1 %}\n", { "models/port/two.yaml": "device: r1\nvlan: 8\n" }),
  ).toBe("");
});

test.each(["random", "safe", "escape", "urlize", "dump"])(
  "the filter `%s` is not there",
  (name) => {
    expect(tried(`{{ service.vlan | ${name} }}\n`)).toEqual([
      expect.stringMatching(/^NC2003 .*unknown filter/),
    ]);
  },
);

test("a loop without end is cut off", () => {
  expect(tried("{% for i in range(100000000) %}x{% endfor %}\n")).toEqual([
    expect.stringMatching(/^NC2005 .*at most 10000 numbers/),
  ]);
});

test("a macro that calls itself without end is a finding", () => {
  expect(tried("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}\n")).toEqual([
    expect.stringMatching(/^NC2005/),
  ]);
});

test.each([
  "{% extends 'x' %}",
  "{% block x %}{% endblock %}",
  "{% asyncEach x in self %}{% endeach %}",
])("a tag that configuration does not need is refused: %s", (template) => {
  expect(tried(`a\n${template}\n`)).toEqual([
    expect.stringMatching(/^NC2001 .*:2:\d+ .*not for configuration/),
  ]);
});
