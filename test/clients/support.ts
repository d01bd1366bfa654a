import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Box, labClock, labRunning } from "../../src/lab/lab.ts";
import { type TestLab, testLab } from "../lab/support.ts";

/** A program that has to be there, how to find out, and the Debian package that brings it. */
export type Need = { readonly ask: readonly [string, ...string[]]; readonly debian: string };

const isRequired = process.env["CI"] === "true" || process.env["NETCTL_CLIENTS"] === "required";

/** A lab of one box, seen from beside the device. */
export class ClientLab {
  readonly box: Box;
  readonly #lab: TestLab;

  private constructor(lab: TestLab, box: Box) {
    this.#lab = lab;
    this.box = box;
  }

  static async make(product: Box["product"]): Promise<ClientLab> {
    const lab = await testLab({ name: product, product });
    return new ClientLab(lab, lab.box(product));
  }

  async end(): Promise<void> {
    await this.#lab.end();
  }

  async running(): Promise<string> {
    return labRunning(this.#lab.directory, this.box.name, "running");
  }

  /** Whether a timer that will take a change back is armed. */
  async isPending(): Promise<boolean> {
    return (await this.#lab.status(this.box.name)).pending !== null;
  }

  async isSaved(): Promise<boolean> {
    return (await this.#lab.status(this.box.name)).startupEqualsRunning;
  }

  async logins(): Promise<number> {
    return (await this.#lab.status(this.box.name)).counts.logins;
  }

  /** The device's clock goes forward; what was due has happened. */
  async forward(seconds: number): Promise<void> {
    await labClock(this.#lab.directory, seconds);
  }

  /** Says that a change is on trial for five minutes, lets them pass, and says that it is gone. */
  async expectRevert(line: string): Promise<void> {
    expect(await this.running()).toContain(line);
    expect(await this.isPending()).toBe(true);
    await this.forward(301);
    expect(await this.isPending()).toBe(false);
    expect(await this.running()).not.toContain(line);
  }

  /** Says that a change stays when its time has passed, and that the box would boot with it. */
  async expectKept(line: string): Promise<void> {
    expect(await this.isPending()).toBe(false);
    await this.forward(301);
    expect(await this.running()).toContain(line);
    expect(await this.isSaved()).toBe(true);
  }
}

/**
 * Tests of one product that need other people's programs. Where one is missing they are skipped, with the reason in
 * the title and on standard error, or fail where CI=true or NETCTL_CLIENTS=required says that it must be there.
 */
export function clients(
  title: string,
  product: Box["product"],
  needs: readonly Need[],
  body: (lab: () => ClientLab) => void,
): void {
  const missing = needs.filter(({ ask }) => !isThere(ask)).map(({ debian }) => debian);
  const reason = `needs the Debian packages ${[...new Set(missing)].join(", ")}`;
  if (missing.length > 0 && isRequired) {
    test(title, () => expect.fail(reason));
    return;
  }
  const isSkipped = missing.length > 0;
  // The reporter counts what is skipped, but names neither it nor the reason.
  if (isSkipped) process.stderr.write(`skipped: ${title} ${reason}\n`);
  describe.skipIf(isSkipped)(isSkipped ? `${title} (skipped: ${reason})` : title, () => {
    let lab: ClientLab;
    beforeAll(async () => {
      lab = await ClientLab.make(product);
    }, 60_000);
    afterAll(async () => await lab.end());
    body(() => lab);
  });
}

function isThere([program, ...args]: Need["ask"]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore", timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}
