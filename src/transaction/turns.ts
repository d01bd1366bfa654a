import assert from "node:assert/strict";
import type { Enrolled } from "./transaction.ts";

/**
 * When each device goes into trial: those whose typed lines are live after those that can refuse without harm, those
 * without a timer last, and everybody after the devices that its own change may cut off. The far end of a way counts
 * more than the platform.
 */
export function turnsOf(devices: readonly Enrolled[]): ReadonlyMap<string, number> {
  const byName = new Map(devices.map((device) => [device.name, device]));
  const turns = new Map<string, number>();
  const turnOf = (
    { name, live, isTimed = true, after = [] }: Enrolled,
    waiting: readonly string[],
  ): number => {
    assert(!waiting.includes(name), `${name} waits for nobody who waits for it`);
    const known = turns.get(name);
    if (known !== undefined) return known;
    const before = after.flatMap((each) => byName.get(each) ?? []);
    const turn = Math.max(
      isTimed ? Number(live) : 2,
      ...before.map((each) => turnOf(each, [...waiting, name]) + 1),
    );
    turns.set(name, turn);
    return turn;
  };
  for (const device of devices) turnOf(device, []);
  return turns;
}
