import { afterEach, expect, test, vi } from "vitest";
import { byHand, claimOf, readClaim } from "../../../src/repo/home/claim.ts";
import { openHome } from "../../../src/repo/home/home.ts";
import { freeClaim, renewClaim, takeClaim } from "../../../src/repo/home/take-claim.ts";
import { temporaryWorkspace } from "../temporary.ts";
import { hook, refsAt, shared } from "./remote.ts";

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => vi.useRealTimers());

const applying = { command: "apply", transaction: "abc0123456", minutes: 30 };

async function two() {
  const { bare, ada, bob } = await shared();
  return {
    bare,
    ada,
    bob,
    adas: await openHome(ada, "origin"),
    bobs: await openHome(bob, "origin"),
  };
}

test("a lock that is held is refused to everybody else, by name, and free again after its end", async () => {
  const { bare, ada, bob, adas, bobs } = await two();
  await takeClaim(ada, adas, applying);
  await expect(takeClaim(bob, bobs, applying)).rejects.toMatchObject({
    kind: "refused",
    message: expect.stringMatching(/ on .* holds the lock at origin since .*abc0123456/),
    hint: expect.stringContaining("netctl unlock"),
  });
  await freeClaim(bob, bobs);
  expect(refsAt(bare)["refs/netctl/lock"]).toBeDefined();
  await freeClaim(ada, adas);
  expect(refsAt(bare)["refs/netctl/lock"]).toBeUndefined();
  await takeClaim(bob, bobs, applying);
});

test("of many who try at once one holds it", async () => {
  const { ada, bob, adas, bobs } = await two();
  const ends = await Promise.allSettled([
    takeClaim(ada, adas, applying),
    takeClaim(bob, bobs, applying),
  ]);
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("what a killed netctl of the same clone left is taken over at once, of another when its lease is over", async () => {
  const { ada, bob, adas, bobs } = await two();
  const left = await takeClaim(ada, adas, applying);
  const again = await takeClaim(ada, adas, applying);
  expect(again.replaced).toBeUndefined();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 34 * 60_000 });
  await expect(takeClaim(bob, bobs, applying)).rejects.toThrow("holds the lock");
  vi.setSystemTime(Date.now() + 2 * 60_000);
  const taken = await takeClaim(bob, bobs, applying);
  expect(taken.replaced?.object).toBe(again.claim.object);
  await expect(renewClaim(ada, adas, left.claim)).rejects.toThrow(
    /the lock was taken from this transaction: .* took it/,
  );
});

test("a person's own transactions stand on the lock that was taken by hand, and leave it there", async () => {
  const { ada, bob, adas, bobs } = await two();
  const hand = await takeClaim(ada, adas, { command: byHand, minutes: 60 });
  const held = await takeClaim(ada, adas, applying);
  expect(held.claim.facts.under).toBe(hand.claim.object);
  // Killed and taken up again, it still does.
  const recovering = await takeClaim(ada, adas, { ...applying, command: "recover" });
  expect(recovering.claim.facts.under).toBe(hand.claim.object);
  await freeClaim(ada, adas);
  expect((await readClaim(bob, bobs))?.object).toBe(hand.claim.object);
  await freeClaim(ada, adas);
  expect((await readClaim(bob, bobs))?.object).toBe(hand.claim.object);
});

test("a lock whose answer was lost is held all the same", async () => {
  const { bare, ada, adas } = await two();
  hook(bare, "reference-transaction", '[ "$1" != committed ] || kill -9 $PPID');
  const { claim } = await takeClaim(ada, adas, applying);
  hook(bare, "reference-transaction", "");
  expect(refsAt(bare)["refs/netctl/lock"]).toBe(claim.object);
});

test("a lock ref that netctl did not write is not guessed at", async () => {
  const workspace = await temporaryWorkspace();
  await expect(claimOf(workspace, "HEAD")).rejects.toThrow("was not written by netctl");
});
