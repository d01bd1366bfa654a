import { expect, test } from "vitest";
import { allDone } from "../../src/repo/all-done.ts";

test("gives what came of each work, in their order", async () => {
  const later = new Promise<string>((resolve) => setImmediate(() => resolve("late")));
  expect(await allDone([later, 2, Promise.resolve(true)])).toEqual(["late", 2, true]);
});

test("tells of a failure only when nobody is at work any more, and of the first in order", async () => {
  const ended: string[] = [];
  const slow = new Promise<never>((_resolve, reject) =>
    setImmediate(() => {
      ended.push("slow");
      reject(new Error("slow"));
    }),
  );
  await expect(allDone([slow, Promise.reject(new Error("quick"))])).rejects.toThrow("slow");
  await expect(allDone([Promise.reject(new Error("quick")), slow])).rejects.toThrow("quick");
  expect(ended).toEqual(["slow"]);
});

test("waits for the others when one has failed at once", async () => {
  let isOver = false;
  const slow = new Promise<void>((resolve) =>
    setImmediate(() => {
      isOver = true;
      resolve();
    }),
  );
  await expect(allDone([Promise.reject(new Error("quick")), slow])).rejects.toThrow("quick");
  expect(isOver).toBe(true);
});
