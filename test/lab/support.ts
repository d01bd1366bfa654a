import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Box, type BoxStatus, labDown, labStatus, labUp } from "../../src/lab/lab.ts";
import { ExpectClient, PROMPT } from "./expect-client.ts";

/** A lab of its own in a temporary directory, with one box of each wanted product. */
export type TestLab = {
  readonly directory: string;
  readonly boxes: readonly Box[];
  readonly box: (name: string) => Box;
  /** A terminal that has seen the first prompt. */
  readonly terminal: (name: string, user?: string) => Promise<ExpectClient>;
  readonly status: (name: string) => Promise<BoxStatus>;
  readonly end: () => Promise<void>;
};

export async function testLab(
  ...specs: readonly { readonly name: string; readonly product: string }[]
): Promise<TestLab> {
  const directory = mkdtempSync(join(tmpdir(), "netctl-lab-"));
  const boxes = await labUp(directory, specs);
  const open: ExpectClient[] = [];
  const box = (name: string): Box => boxes.find((one) => one.name === name)!;
  return {
    directory,
    boxes,
    box,
    terminal: async (name, user) => {
      const client = await ExpectClient.open(
        box(name),
        user === undefined ? {} : { username: user },
      );
      open.push(client);
      await client.expect(PROMPT);
      return client;
    },
    status: async (name) => (await labStatus(directory)).find((one) => one.name === name)!,
    end: async () => {
      for (const client of open) client.close();
      await labDown(directory);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Waits until it holds, at most five seconds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 5000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it never came about");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
