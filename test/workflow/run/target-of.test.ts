import { expect, test } from "vitest";
import { readIntent } from "../../../src/intent/read-intent.ts";
import type { Target } from "../../../src/session/target.ts";
import { addressOf, targetOf } from "../../../src/workflow/run/target-of.ts";
import { namedPlatforms, smallFiles } from "../../support/workspace.ts";

const sshConfig = `
Host core
  HostName core.example.net
  Port 2222
  ProxyJump ann@gate:22, inner
Host gate
  ProxyJump edge
Host round
  ProxyJump about
Host about
  ProxyJump round
`;

/** The target of device r2, whose file says `text`. */
async function target(text: string, more: Readonly<Record<string, string>> = {}): Promise<Target> {
  const file = `product: vsrx\ncredential: { user: me }\n${text}`;
  const { intent } = readIntent(smallFiles({ "devices/r2.yaml": file, ...more }), namedPlatforms);
  const device = intent.devices.get("r2");
  if (!device) throw new Error("no device");
  return targetOf(device, { root: "/", devices: intent.devices, boxes: [], sshConfig });
}

/** The hosts on the way, the nearest first. */
function wayTo({ via, host, port }: Pick<Target, "via" | "host" | "port">): string[] {
  return [...(via === undefined ? [] : wayTo(via)), `${host}:${port}`];
}

test("the hops of a ProxyJump are gone in their order, the first behind its own", async () => {
  const found = await target("address: core\n");
  expect(wayTo(found)).toEqual(["edge:22", "gate:22", "inner:22", "core.example.net:2222"]);
  expect(found.via?.via?.user).toBe("ann");
});

test("hops that lead in a circle are refused", async () => {
  await expect(target("address: round\n")).rejects.toMatchObject({
    kind: "unreachable",
    message: expect.stringContaining("in a circle") as string,
  });
});

test("a device that does not want ssh_config is not looked up there", async () => {
  expect(wayTo(await target("address: core\nssh: { config: false }\n"))).toEqual(["core:22"]);
});

test("devices are jump hosts of devices, several behind each other", async () => {
  const jump = (address: string, more = "") =>
    `product: vsrx\naddress: ${address}\nport: 2200\ncredential: { user: hop }\n${more}`;
  const found = await target("address: 192.0.2.9\nvia: inside\n", {
    "devices/inside.yaml": jump("192.0.2.8", "via: outside\n"),
    "devices/outside.yaml": jump("192.0.2.7"),
  });
  expect(wayTo(found)).toEqual(["192.0.2.7:2200", "192.0.2.8:2200", "192.0.2.9:22"]);
  expect(found.via).toMatchObject({ device: "inside", user: "hop" });
});

test("what a device's file says of old algorithms and of the window goes along", async () => {
  const found = await target("address: 192.0.2.9\nssh: { legacy: true, window: 1 }\n");
  expect(found).toMatchObject({ legacy: true, window: 1 });
  expect(await target("address: 192.0.2.9\n")).not.toHaveProperty("window");
});

test("old algorithms are offered to a host whose key is only looked at, too", async () => {
  const file =
    "product: vsrx\naddress: 192.0.2.9\ncredential: { user: me }\nssh: { legacy: true }\n";
  const { intent } = readIntent(smallFiles({ "devices/r2.yaml": file }), namedPlatforms);
  const device = intent.devices.get("r2");
  if (!device) throw new Error("no device");
  const map = { root: "/", devices: intent.devices, boxes: [], sshConfig: "" };
  expect(await addressOf(device, map)).toMatchObject({ host: "192.0.2.9", legacy: true });
});
