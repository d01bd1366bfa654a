import { expect, it } from "vitest";
import { turnsOf } from "../../src/transaction/turns.ts";

const live = (name: string, ...after: string[]) => ({ name, live: true, after });
const checked = (name: string, ...after: string[]) => ({ name, live: false, after });

function turns(...devices: Parameters<typeof turnsOf>[0]): Readonly<Record<string, number>> {
  return Object.fromEntries(turnsOf(devices));
}

it("lets live devices wait for those that can refuse without harm", () => {
  expect(turns(live("a"), checked("b"), checked("c"))).toEqual({ a: 1, b: 0, c: 0 });
});

it("lets the near end of a way wait for the far end, whatever their platforms", () => {
  expect(turns(checked("near", "far"), live("far"), checked("c"))).toEqual({
    near: 2,
    far: 1,
    c: 0,
  });
  expect(turns(live("near", "far"), checked("far", "farther"), checked("farther"))).toEqual({
    near: 2,
    far: 1,
    farther: 0,
  });
});

it("waits for nobody who takes no part", () => {
  expect(turns(checked("near", "gone"))).toEqual({ near: 0 });
});

it("refuses circles", () => {
  expect(() => turns(checked("a", "b"), checked("b", "a"))).toThrow("waits for nobody");
});
