import { expect, test } from "vitest";
import { readIntent } from "../../src/intent/read-intent.ts";
import { found, namedPlatforms, smallFiles, told } from "../support/workspace.ts";

const r2 = "devices/r2.yaml";
const toldOf = (text: string): string[] => told({ [r2]: text });
const device = (text: string, netctl = "") =>
  readIntent(smallFiles({ [r2]: text, "netctl.yaml": netctl }), namedPlatforms).intent.devices.get(
    "r2",
  );

test("a device says its platform, or a product that means it", () => {
  expect(device("product: vsrx\naddress: a.b\ncredential: { user: me }\n")?.platform).toBe("junos");
  expect(device("platform: junos\naddress: a.b\ncredential: { user: me }\n")?.platform).toBe(
    "junos",
  );
});

test("what a device does not say is filled in", () => {
  expect(device("product: vsrx\naddress: lab:vsrx1\ncredential: { user: me }\n")).toMatchObject({
    address: "lab:vsrx1",
    port: 22,
    ownership: "declared",
    labels: [],
    vars: {},
    ssh: { legacy: false, config: true },
  });
});

test("a device says how many lines it takes ahead of its answers", () => {
  const file = "product: vsrx\naddress: a.b\ncredential: { user: me }\n";
  expect(device(`${file}ssh: { window: 1 }\n`)?.ssh).toEqual({
    legacy: false,
    config: true,
    window: 1,
  });
  expect(toldOf(`${file}ssh: { window: 0 }\n`)[0]).toMatch(/devices\/r2.yaml:4:16 /);
});

test("a device without platform and product is a finding", () => {
  expect(toldOf("address: a.b\ncredential: { user: me }\n")[0]).toMatch(
    /^NC1030 devices\/r2.yaml:1:1 neither/,
  );
});

test("an unknown platform comes with the one that was meant", () => {
  const [finding] = found({ [r2]: "platform: juno\naddress: a.b\ncredential: { user: me }\n" });
  expect(finding).toMatchObject({
    code: "NC1030",
    place: { line: 1, column: 11 },
    hint: "did you mean `junos`?",
  });
});

test("a product of another platform is a finding", () => {
  expect(toldOf("platform: eos\nproduct: vsrx\naddress: a.b\ncredential: { user: me }\n")).toEqual([
    "NC1031 devices/r2.yaml:2:10 `vsrx` is a product of junos, not of eos",
  ]);
});

test("a password in the file is a finding that does not repeat it", () => {
  const findings = found({
    [r2]: "product: vsrx\naddress: a.b\ncredential:\n  user: me\n  password: hunter2\n",
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ code: "NC1032", place: { line: 5, column: 3 } });
  expect(JSON.stringify(findings)).not.toContain("hunter2");
});

test("no finding quotes a line that may hold a secret", () => {
  const findings = found({
    [r2]: "product: vsrx\naddress: a.b\ncredential: { usr: me, password: hunter2, enable: { secret: hunter3 } }\n",
    "netctl.yaml": "credentials: { default: { user: me, passphrase: hunter4 } }\n",
  });
  expect(findings.length).toBeGreaterThan(2);
  expect(JSON.stringify(findings)).not.toMatch(/hunter/);
});

test("a secret by reference is read", () => {
  const text =
    'product: vsrx\naddress: a.b\ncredential: { user: me, password: { secret: "env:PW" }, privateKey: ~/.ssh/id }\n';
  expect(device(text)?.credential).toEqual({
    user: "me",
    password: { secret: "env:PW" },
    privateKey: { secret: "file:~/.ssh/id" },
  });
});

test("a credential may have a name in netctl.yaml, and `default` is taken where nothing is said", () => {
  const netctl = "credentials: { default: { user: ops }, lab: { user: lab } }\n";
  expect(device("product: vsrx\naddress: a.b\n", netctl)?.credential).toEqual({ user: "ops" });
  expect(device("product: vsrx\naddress: a.b\ncredential: lab\n", netctl)?.credential).toEqual({
    user: "lab",
  });
});

test("a device without a credential, or with an unknown one, is a finding", () => {
  expect(toldOf("product: vsrx\naddress: a.b\n")[0]).toMatch(
    /^NC1033 devices\/r2.yaml:1:1 nothing says/,
  );
  expect(toldOf("product: vsrx\naddress: a.b\ncredential: lab\n")[0]).toMatch(
    /^NC1033 devices\/r2.yaml:3:13 /,
  );
});

test("two devices with one address are a finding", () => {
  expect(toldOf("product: vsrx\naddress: 192.0.2.1\ncredential: { user: me }\n")).toEqual([
    "NC1034 devices/r2.yaml:2:10 r2 and r1 have the same address `192.0.2.1`",
  ]);
});

test("a jump host nobody knows, and jump hosts in a circle, are findings", () => {
  const via = (host: string, address: string) =>
    `product: vsrx\naddress: ${address}\ncredential: { user: me }\nvia: ${host}\n`;
  expect(toldOf(via("r3", "a.b"))[0]).toMatch(/^NC1035 devices\/r2.yaml:4:6 unknown device `r3`/);
  expect(told({ [r2]: via("r1", "a.b"), "devices/r1.yaml": via("r2", "c.d") })).toEqual([
    "NC1035 devices/r1.yaml:4:6 jump hosts in a circle: r1 → r2 → r1",
    "NC1035 devices/r2.yaml:4:6 jump hosts in a circle: r2 → r1 → r2",
  ]);
});

test("an address with its port in it comes with a hint", () => {
  const [finding] = found({ [r2]: "product: vsrx\naddress: a.b:22\ncredential: { user: me }\n" });
  expect(finding).toMatchObject({ code: "NC1003", hint: "the port has a key of its own: port" });
});

test("settings have defaults, and an empty netctl.yaml is one", () => {
  const { settings } = readIntent(
    smallFiles({ "netctl.yaml": "# root\n\n" }),
    namedPlatforms,
  ).intent;
  expect(settings).toMatchObject({ confirmTimeoutMinutes: 5, checks: [] });
});

test("a confirm timeout is whole minutes, at least two", () => {
  const minutes = (text: string) =>
    readIntent(smallFiles({ "netctl.yaml": text }), namedPlatforms).intent.settings
      .confirmTimeoutMinutes;
  expect(minutes("confirmTimeout: 10m\n")).toBe(10);
  expect(told({ "netctl.yaml": "confirmTimeout: 1m\n" })[0]).toMatch(/^NC1003 netctl.yaml:1:17 /);
  expect(told({ "netctl.yaml": "confirmTimeout: 90s\n" })[0]).toMatch(/whole minutes/);
});

test("an unknown setting is a finding with the word that was meant", () => {
  const [finding] = found({ "netctl.yaml": "paralelism: 4\n" });
  expect(finding).toMatchObject({ code: "NC1004", hint: "did you mean `parallelism`?" });
});
