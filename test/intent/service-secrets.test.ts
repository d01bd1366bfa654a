import { expect, test } from "vitest";
import { tried } from "../support/rendered.ts";
import { found } from "../support/workspace.ts";

const schema = `type: object
additionalProperties: false
properties:
  device: { type: string, device: true }
  key: { type: string, secret: true, minLength: 100, format: ipv4 }
  user: { type: string }
`;
const one = "models/port/one.yaml";
const files = (service: string, template = "key {{ service.key }}\n"): Record<string, string> => ({
  "models/port/schema.yaml": schema,
  [one]: service,
  "templates/iosxe/port.njk": template,
  "templates/junos/port.njk": "set x\n",
});

test("a reference to a secret is rendered as a placeholder that says where the secret is", () => {
  const service = 'device: r1\nkey: { secret: "exec:pass show a/b" }\n';
  expect(tried("key {{ service.key }}\n", files(service))).toBe(
    "key <secret:exec:pass%20show%20a/b>\n",
  );
});

test.each(["hunter2", "'4711'", "4711", "[hunter2]", "{ secret: 4711 }"])(
  "a secret in plain is a finding that does not quote it, nor does any other: %s",
  (plain) => {
    const findings = found(files(`device: r9\n"key": ${plain}\n`));
    expect(findings.map(({ code }) => code)).toEqual(["NC1020", "NC1064"]);
    expect(JSON.stringify(findings)).not.toMatch(/hunter2|4711/);
  },
);

test("a line with a secret in plain is not shown for another finding on it", () => {
  const findings = found(files("{ device: r9, key: hunter2 }\n"));
  expect(findings).toHaveLength(2);
  expect(JSON.stringify(findings)).not.toContain("hunter2");
});

test.each(["prompt", "ask:me", "env:", "hunter2"])(
  "a reference must say where the secret is: %s",
  (reference) => {
    const findings = found(files(`device: r1\nkey: { secret: "${reference}" }\n`));
    expect(findings.map(({ code }) => code)).toEqual(["NC1064"]);
    expect(JSON.stringify(findings)).not.toContain("hunter2");
  },
);

test("a reference where the schema knows no secret is a finding", () => {
  expect(found(files('device: r1\nuser: { secret: "env:X" }\n'))).toMatchObject([
    { code: "NC1065", place: { path: one, line: 2 } },
  ]);
});

test("a text that looks like a placeholder is refused: it would be typed as the secret", () => {
  expect(found(files("device: r1\nuser: x <secret:env:HOME> y\n"))).toMatchObject([
    { code: "NC1008" },
  ]);
  expect(found(files("device: r1\nuser: x <SECRET:env:HOME y\n"))).toHaveLength(1);
});

test.each([
  "{{ service.key | upper }}",
  "{{ service.key | replace('e', 'E') }}",
  "{{ service.key.slice(0, 12) }}",
  "{{ service.key.slice(0, -1) }}",
  "{{ service.key.slice(1) }}",
])("a filter that cuts or changes a placeholder is a finding: %s", (expression) => {
  const service = 'device: r1\nkey: { secret: "env:X" }\n';
  expect(tried("", files(service, `key ${expression}\n`))).toEqual([
    expect.stringMatching(/^NC2006 .* holds a part of a secret/),
  ]);
});
