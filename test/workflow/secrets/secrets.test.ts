import { afterEach, expect, test } from "vitest";
import { secretPlaceholder } from "../../../src/config/secret-placeholder.ts";
import type { Settings } from "../../../src/intent/intent.ts";
import { builtInPlatforms } from "../../../src/platform/built-in-platforms.ts";
import type { Platform } from "../../../src/platform/platform.ts";
import type { Workspace } from "../../../src/repo/workspace.ts";
import { Secrets } from "../../../src/workflow/secrets/secrets.ts";

const platform = builtInPlatforms.get("iosxe") as Platform;
const key = "0123456789abcdef0123456789abcdef";
const place = {
  workspace: { root: "/nowhere" } as Workspace,
  settings: { secretKey: { secret: "env:NETCTL_TEST_KEY" } } as Settings,
};

afterEach(() => {
  for (const name of ["KEY", "READ", "WRITE"]) delete process.env[`NETCTL_TEST_${name}`];
});

/** What is said of a device with two communities and one more line. */
async function refusal(read: string, write: string, line: string): Promise<string> {
  Object.assign(process.env, {
    NETCTL_TEST_KEY: key,
    NETCTL_TEST_READ: read,
    NETCTL_TEST_WRITE: write,
  });
  const of = (name: string): string => secretPlaceholder(`env:NETCTL_TEST_${name}`);
  const texts = [
    `snmp-server community ${of("READ")} RO\nsnmp-server community ${of("WRITE")} RW\n`,
    `interface Ethernet1\n description ${line}\n`,
  ];
  const secrets = await Secrets.open(place, texts);
  try {
    secrets.refuseAmbiguous("r1", platform, texts);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

test("a secret that is also a word in plain is refused, and the word is not told", async () => {
  const message = await refusal("public", "private", "public peering");
  expect(message).toMatch(/env:NETCTL_TEST_READ" is also a plain word/);
  expect(message).not.toContain("public");
  expect(await refusal("public", "private", "publicly peering")).toBe("");
});

test("two secrets of one device that are the same are refused, for they would come back as one", async () => {
  expect(await refusal("public", "public", "x")).toMatch(/READ" and .*WRITE" are the same/);
});
