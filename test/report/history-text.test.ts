import { expect, test } from "vitest";
import { historyText } from "../../src/report/history-text.ts";
import { plain } from "../../src/report/report.ts";

const entries = [
  {
    transaction: "bbb0000000",
    commit: "b".repeat(40),
    date: "2026-11-22T12:04:31+01:00",
    author: "Jürgen Müller <j@example.net>",
    subject: "Move csr1 to the new link",
    devices: ["csr1", "veos1", "vsrx1", "vsrx2", "vsrx3"],
  },
  {
    transaction: "aaa0000000",
    commit: "a".repeat(40),
    date: "2026-11-21T08:00:00+01:00",
    author: "Ada <ada@example.net>",
    subject: "Start",
    devices: ["csr1"],
  },
];

test("the transactions stand one below the other, the applied one with a star", async () => {
  const text = historyText(entries, { ...plain, applied: "b".repeat(40) });
  await expect(text).toMatchFileSnapshot("golden/history.txt");
});

test("without transactions it says how to begin", () => {
  expect(historyText([], plain)).toBe("No transaction is recorded yet. Begin with: netctl plan\n");
});
