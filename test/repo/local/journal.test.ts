import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  closeJournal,
  openJournal,
  readJournal,
  readPlan,
  storePlan,
  unfinished,
} from "../../../src/repo/local/journal.ts";
import type { Workspace } from "../../../src/repo/workspace.ts";
import { temporaryFolder } from "../temporary.ts";

const id = "abc0123456";

function workspace(): Workspace {
  const root = temporaryFolder();
  return { root, gitDir: join(root, ".git"), local: join(root, ".git", "netctl"), prefix: "" };
}

function pathOf({ local }: Workspace, name = id): string {
  return join(local, "journal", `${name}.jsonl`);
}

async function written(place: Workspace, count: number): Promise<void> {
  const journal = await openJournal(place, id);
  for (let at = 0; at < count; at += 1) await journal.append({ kind: "order", at, text: "ü\n" });
  await journal.release();
}

describe("the journal", () => {
  test("gives back what was written, in order, readable by its owner only", async () => {
    const place = workspace();
    await written(place, 3);
    const { entries, isFinished, isTorn } = await readJournal(place, id);
    expect(entries).toEqual([0, 1, 2].map((at) => ({ kind: "order", at, text: "ü\n" })));
    expect([isFinished, isTorn]).toEqual([false, false]);
    expect(statSync(pathOf(place)).mode & 0o777).toBe(0o600);
    expect(statSync(place.local).mode & 0o777).toBe(0o700);
  });

  test("has the line on disk before append returns", async () => {
    const place = workspace();
    const journal = await openJournal(place, id);
    await journal.append({ kind: "order" });
    expect((await readJournal(place, id)).entries).toEqual([{ kind: "order" }]);
    await journal.release();
  });

  test("keeps the order of lines that were appended at the same time", async () => {
    const place = workspace();
    const journal = await openJournal(place, id);
    const numbers = Array.from({ length: 200 }, (_, at) => at);
    await Promise.all(numbers.map((at) => journal.append({ kind: "order", at })));
    await closeJournal(journal, { result: "new" });
    const { entries, isFinished } = await readJournal(place, id);
    expect(entries.slice(0, -1)).toEqual(numbers.map((at) => ({ kind: "order", at })));
    expect(entries.at(-1)).toEqual({ kind: "end", result: "new" });
    expect(isFinished).toBe(true);
  });

  test.each([
    ["half a line", '{"version":2,"sequ'],
    ["a whole line without its end", undefined],
    ["zeros of a power cut", "\0\0\0\0\n"],
  ])("leaves out a torn last line (%s) and goes on after it", async (_, tail) => {
    const place = workspace();
    await written(place, 3);
    if (tail === undefined)
      writeFileSync(pathOf(place), readFileSync(pathOf(place)).subarray(0, -1));
    else appendFileSync(pathOf(place), tail);
    const count = tail === undefined ? 2 : 3;
    const torn = await readJournal(place, id);
    expect([torn.entries.length, torn.isTorn]).toEqual([count, true]);
    expect(await unfinished(place)).toEqual([id]);

    const journal = await openJournal(place, id);
    expect(journal.entries).toHaveLength(count);
    await closeJournal(journal);
    const whole = await readJournal(place, id);
    expect([whole.entries.length, whole.isTorn, whole.isFinished]).toEqual([
      count + 1,
      false,
      true,
    ]);
  });

  test("is understood at every length a kill can leave", async () => {
    const place = workspace();
    await written(place, 3);
    const whole = readFileSync(pathOf(place));
    for (let length = 0; length <= whole.length; length += 1) {
      writeFileSync(pathOf(place), whole.subarray(0, length));
      const { entries } = await readJournal(place, id);
      expect(entries).toHaveLength(
        whole.subarray(0, length).toString("latin1").split("\n").length - 1,
      );
    }
  });

  test.each([
    ["a changed letter", (text: string) => text.replace('"at":1', '"at":7')],
    ["a lost line", (text: string) => text.split("\n").toSpliced(1, 1).join("\n")],
    ["swapped lines", (text: string) => text.split("\n").toSorted().toReversed().join("\n")],
    ["a broken line in the middle", (text: string) => text.replace('"at":1', '"at:1')],
    ["a wrong last line", (text: string) => text.replace('"at":2', '"at":3')],
  ])("with %s is refused, and counts as unfinished", async (_, damage) => {
    const place = workspace();
    await written(place, 3);
    writeFileSync(pathOf(place), damage(readFileSync(pathOf(place), "utf8")));
    await expect(readJournal(place, id)).rejects.toMatchObject({ kind: "refused" });
    await expect(openJournal(place, id)).rejects.toThrow(/damaged at .*\.jsonl:\d/);
    expect(await unfinished(place)).toEqual([id]);
  });

  test("of another version is refused", async () => {
    const place = workspace();
    await written(place, 1);
    const text = readFileSync(pathOf(place), "utf8").replace('"version":2', '"version":1');
    writeFileSync(pathOf(place), text);
    await expect(readJournal(place, id)).rejects.toThrow(/version 1; this netctl knows version 2/);
  });

  test("without a line, or with its end, is not unfinished", async () => {
    const place = workspace();
    expect(await unfinished(place)).toEqual([]);
    await (await openJournal(place, "empty00000")).release();
    await closeJournal(await openJournal(place, "ended00000"));
    await written(place, 1);
    expect(await unfinished(place)).toEqual([id]);
  });

  test("that was closed counts as unfinished with any letter of its end changed, or cut off", async () => {
    const place = workspace();
    await written(place, 2);
    await closeJournal(await openJournal(place, id), { outcome: "ü" });
    expect(await unfinished(place)).toEqual([]);
    const whole = readFileSync(pathOf(place));
    const end = whole.lastIndexOf("\n", -2) + 1;
    for (let at = end; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (whole[at] ?? 0) ^ 1;
      writeFileSync(pathOf(place), changed);
      expect(await unfinished(place)).toEqual([id]);
      writeFileSync(pathOf(place), whole.subarray(0, at));
      expect(await unfinished(place)).toEqual([id]);
    }
    const others = whole.toString().replace(/("sequence":1,"sum":")./, "$1x");
    writeFileSync(pathOf(place), others);
    expect(await unfinished(place)).toEqual([id]);
  });

  test("of an unknown or impossible transaction is wrong usage", async () => {
    const place = workspace();
    await expect(readJournal(place, "unknown000")).rejects.toMatchObject({ kind: "usage" });
    await expect(readJournal(place, "../../x")).rejects.toMatchObject({ kind: "usage" });
  });
});

test("a stored plan comes back word for word, readable by its owner only", async () => {
  const place = workspace();
  await storePlan(place, id, ["old"]);
  await storePlan(place, id, [`{"a": `, `"ü"}\n`]);
  expect(await readPlan(place, id)).toBe('{"a": "ü"}\n');
  expect(statSync(join(place.local, "plans", `${id}.json`)).mode & 0o777).toBe(0o600);
  await expect(readPlan(place, "unknown000")).rejects.toMatchObject({ kind: "usage" });
});
