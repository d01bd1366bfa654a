import { afterAll, beforeAll, expect, test } from "vitest";
import type { Box } from "../../src/lab/lab.ts";
import { Workspace } from "../support/netctl.ts";
import { ExpectClient } from "./expect-client.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.make();
});
afterAll(async () => await workspace.remove());

async function up(...args: readonly string[]): Promise<readonly Box[]> {
  const { code, out, err } = await workspace.netctl("lab", "up", "--json", ...args);
  expect(err).not.toContain("error");
  expect(code).toBe(0);
  return JSON.parse(out) as readonly Box[];
}

test("--count adds many boxes of one product, in one process, beside those of the inventory", async () => {
  const boxes = await up("--count", "200", "--product", "veos");
  expect(boxes).toHaveLength(203);
  expect(new Set(boxes.map(({ port }) => port)).size).toBe(203);
  expect(new Set(boxes.map(({ hostKey }) => hostKey)).size).toBe(203);
  const last = boxes.find(({ name }) => name === "box200");
  expect(last?.product).toBe("veos");
  const client = await ExpectClient.open(last as Box);
  await client.expect(/localhost>$/);
  client.close();
}, 60_000);

test("a product the lab does not have is named", async () => {
  const { code, err } = await workspace.netctl("lab", "up", "--count", "2", "--product", "asr9k");
  expect(code).toBe(64);
  expect(err).toContain("asr9k");
  expect(err).toContain("csr1000v, vsrx, veos");
});

test("--rtt lets every answer come later, and the goodbye after the last of them", async () => {
  const [box] = await up("--rtt", "80ms");
  const client = await ExpectClient.open(box as Box);
  await client.expect(/#$/);
  const start = performance.now();
  for (const command of ["show privilege", "show clock", "show users"]) await client.run(command);
  // Only the lower bound is certain: a busy machine is slower, never faster.
  expect(performance.now() - start).toBeGreaterThanOrEqual(3 * 79);
  client.send("show privilege\nexit\n");
  await client.expect(/level is 15[\s\S]*#exit\r\n$/);
  await client.closed();
}, 30_000);
