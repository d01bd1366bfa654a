import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labFault, labReset, labRunning } from "../../src/lab/lab.ts";
import type { Change } from "../../src/session/session.ts";
import { type TestLab, testLab } from "../lab/support.ts";
import { openSession, type Subject, subjects } from "./life.ts";

let lab: TestLab;
const [csr] = subjects as readonly [Subject];

/** Thirty lines that open no section, so that all of them may be on their way at once. */
const texts = Array.from(
  { length: 30 },
  (_, index) => `ip route 198.51.100.${index} 255.255.255.255 Null0`,
);
const change: Change = {
  id: "window1",
  minutes: 5,
  forth: texts.map((text) => ({ text, answers: "prompt" })),
  back: [],
};

beforeAll(async () => {
  lab = await testLab({ name: csr.box, product: csr.product });
}, 600_000);

afterAll(async () => lab.end());

beforeEach(async () => labReset(lab.directory));

describe("lines that are typed ahead", { timeout: 600_000 }, () => {
  it("are lost by a box that cannot take them, which is noticed, and told with what to do", async () => {
    await labFault(lab.directory, csr.box, "buffer:100", true);
    await labFault(lab.directory, csr.box, "slow:10", true);
    const { dialogue } = csr.platform;
    const hasty = { ...dialogue, limits: { ...dialogue.limits, line: 1, command: 1 } };
    const session = await openSession(lab, {
      ...csr,
      platform: { ...csr.platform, dialogue: hasty },
    });
    await expect(session.perform("trial", change)).rejects.toMatchObject({
      kind: "timeout",
      device: csr.box,
      hint: expect.stringContaining("ssh: {window: 1}") as string,
    });
    session.close();
  });

  it("are only as many as the device's file says, so that such a box takes them all", async () => {
    await labFault(lab.directory, csr.box, "buffer:100", true);
    await labFault(lab.directory, csr.box, "slow:10", true);
    const session = await openSession(lab, csr, { window: 1 });
    expect(await session.performAndAsk("trial", change)).toBe("ours");
    session.close();
    for (const text of texts)
      expect(await labRunning(lab.directory, csr.box, "running")).toContain(`${text}\n`);
  });
});
