import { expect, test } from "vitest";
import type { Outcome } from "../../src/report/outcome.ts";
import { outcomeText } from "../../src/report/outcome-text.ts";
import { plain } from "../../src/report/report.ts";

const refusal = {
  message: "the device refused a line",
  words: "mtu 99999\n    ^\n% Invalid input detected at '^' marker.\n",
  places: [
    { path: "templates/iosxe/link.njk", line: 3, column: 1 },
    { path: "models/link/csr1-vsrx1.yaml", line: 7, column: 3 },
  ],
  hint: "the range is 64 to 9216",
};

const outcomes: Readonly<Record<string, Outcome>> = {
  new: {
    transaction: "abc0123456",
    end: "new",
    commit: "3f2a91c0d1e2f3a4b5c6d7e8f90123456789abcd",
    devices: [
      { device: "csr1", result: "new", phase: "save" },
      { device: "vsrx1", result: "unchanged" },
    ],
    warnings: ["csr1: the startup configuration could not be saved; netctl recover tries again"],
  },
  old: {
    transaction: "abc0123456",
    end: "old",
    devices: [
      { device: "csr1", result: "old", phase: "trial", reason: refusal },
      { device: "vsrx1", result: "old", phase: "verify" },
    ],
    warnings: [],
  },
  "in-doubt": {
    transaction: "abc0123456",
    end: "in-doubt",
    commit: "3f2a91c0d1e2f3a4b5c6d7e8f90123456789abcd",
    devices: [
      { device: "csr1", result: "new", phase: "confirm" },
      {
        device: "vsrx1",
        result: "in-doubt",
        phase: "confirm",
        reason: { message: "the connection was lost before the device answered" },
      },
      { device: "veos1", result: "in-doubt", phase: "confirm" },
    ],
    warnings: [],
  },
  refused: {
    transaction: "abc0123456",
    end: "refused",
    devices: [
      { device: "csr1", result: "skipped" },
      {
        device: "vsrx1",
        result: "old",
        phase: "preflight",
        reason: { message: "no answer from 192.0.2.1 port 22" },
      },
    ],
    warnings: [],
  },
  nothing: { transaction: "abc0123456", end: "nothing", devices: [], warnings: [] },
};

test.each(Object.entries(outcomes))("says how it ended: %s", async (name, outcome) => {
  await expect(outcomeText(outcome, plain)).toMatchFileSnapshot(`golden/outcome-${name}.txt`);
});

test("the words of a device cannot act on the terminal", () => {
  const reason = { message: "refused", words: "\u001b[2J% no" };
  const devices = [{ device: "csr1", result: "old", reason }] as const;
  const text = outcomeText({ transaction: "a", end: "old", devices, warnings: [] }, plain);
  expect(text).not.toContain("\u001b");
});
