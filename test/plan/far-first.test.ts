import { expect, it } from "vitest";
import { type Crossed, farFirst } from "../../src/plan/far-first.ts";

function crossed(device: string, more: Partial<Crossed> & { readonly at?: string } = {}): Crossed {
  const { at, ...rest } = more;
  const ends = { user: "netctl", ...(at !== undefined && { address: at }) };
  return { device, ends, via: undefined, touched: { guarded: [], passages: [] }, ...rest };
}

const passage = (address: string) => ({ guarded: [], passages: [{ address }] });
const own = { guarded: [{ section: [], line: "line vty 0 4", why: "x" }], passages: [] };

function order(...devices: readonly Crossed[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(farFirst(devices));
}

it("lets go first what is reached through a link that another one changes", () => {
  const near = crossed("near", { at: "192.0.2.1", touched: passage("10.0.1.1/24") });
  expect(
    order(near, crossed("far", { at: "10.0.1.2" }), crossed("other", { at: "10.0.2.2" })),
  ).toEqual({ near: ["far"], far: [], other: [] });
});

it("lets go first what is behind a jump host that changes its own way in", () => {
  const behind = crossed("behind", { via: "jump" });
  expect(order(crossed("jump", { touched: own }), behind)).toMatchObject({ jump: ["behind"] });
  expect(order(crossed("jump"), behind)).toMatchObject({ jump: [] });
});

it("never makes two devices wait for each other", () => {
  const a = crossed("a", { at: "10.0.1.1", touched: passage("10.0.1.1/24") });
  const b = crossed("b", { at: "10.0.1.2", touched: passage("10.0.1.2/24") });
  const { a: ofA = [], b: ofB = [] } = order(a, b);
  expect([...ofA, ...ofB]).toHaveLength(1);
});
