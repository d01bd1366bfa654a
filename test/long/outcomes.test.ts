import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Run, Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;
let count = 0;

const loopbacks = "models/loopback/routers.yaml";

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
  expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

afterEach(async () => {
  await workspace.git("checkout", "--", ".");
  for (const { name, faults } of await lab.status()) {
    for (const fault of faults) await lab.fault(name, fault, false);
  }
});

/** Applies a new change to all three boxes with faults on, given as `box fault`. */
async function applyWith(...faults: readonly string[]): Promise<Run & { readonly mark: string }> {
  count += 1;
  const mark = `192.168.${100 + count}.`;
  await workspace.edit(loopbacks, /192\.168\.\d+\./g, mark);
  for (const each of faults) await lab.fault(...(split(each) as [string, string]));
  return { ...(await workspace.netctl("apply", "--yes")), mark };
}

function split(text: string): readonly string[] {
  const at = text.indexOf(" ");
  return [text.slice(0, at), text.slice(at + 1)];
}

async function off(...faults: readonly string[]): Promise<void> {
  for (const each of faults) await lab.fault(...(split(each) as [string, string]), false);
}

/** The boxes that run what holds `mark`. */
async function holding(mark: string): Promise<readonly string[]> {
  const running = await lab.running();
  return Object.keys(running).filter((name) => running[name]?.includes(mark));
}

async function expectNothingPending(): Promise<void> {
  expect((await lab.status()).map(({ pending }) => pending)).toEqual([null, null, null]);
}

describe("an apply", { timeout: 600_000 }, () => {
  it("never types what a terminal takes for a key: a question mark would ask for help", async () => {
    const before = await lab.running();
    await workspace.edit(
      "templates/iosxe/loopback.njk",
      "{% for",
      "ip host asks? 192.0.2.1\n{% for",
    );
    const { code, out } = await workspace.netctl("apply", "--yes");
    expect(code).toBe(5);
    expect(out).toContain("cannot be typed");
    expect(await lab.running()).toEqual(before);
    await expectNothingPending();
  });

  it.each([
    ["csr1 archive-missing", /archive is off[\s\S]*path bootflash:/],
    ["csr1 foreign-timer", /commit timer is running/],
    ["vsrx1 foreign-timer", /commit timer is running/],
    ["veos1 foreign-timer", /commit timer is running/],
  ])("sends nothing where %s is seen beforehand", async (fault, words) => {
    const before = await lab.running();
    const commands = await lab.configCommands();
    const { code, out, err } = await applyWith(fault);
    await off(fault);
    expect(code).toBe(7);
    expect(out + err).toMatch(words);
    expect(await lab.running()).toEqual(before);
    expect(await lab.configCommands()).toBe(commands);
  });

  it.each([
    ["csr1 lock-held", /locked exclusively/],
    ["vsrx1 lock-held", /locked by/],
    ["vsrx1 dirty-candidate", /database modified/],
    ["vsrx1 check-fails", /configuration check-out failed/],
    ["vsrx1 commit-fails", /commit failed/],
    ["veos1 commit-fails", /Cannot commit/],
    ["csr1 drop-before:configure terminal revert", /closed/],
    ["csr1 drop-after:configure terminal revert", /closed/],
    ["veos1 drop-before:configure session", /closed/],
    ["vsrx1 drop-after:commit confirmed", /closed/],
    ["vsrx1 garble:commit check", /./],
    ["vsrx1 garble:commit confirmed", /./],
    ["veos1 reload:configure session", /closed/],
    ["vsrx1 reload:commit confirmed", /closed/],
    ["vsrx1 reload-after:commit confirmed", /closed/],
    ["csr1 reload:end", /closed/],
    ["veos1 foreign-edit:configure session", /./],
  ])("leaves the old network where there is %s", async (fault, words) => {
    const before = await lab.running();
    const head = await workspace.git("rev-parse", "HEAD");
    const { code, out, err, mark } = await applyWith(fault);
    await off(fault);
    expect(out + err).toMatch(words);
    expect({ code, holding: await holding(mark), out }).toMatchObject({
      code: 5,
      holding: [],
    });
    if (!fault.includes("foreign-edit")) expect(await lab.running()).toEqual(before);
    await expectNothingPending();
    expect(await workspace.git("rev-parse", "HEAD")).toBe(head);
  });

  it.each(["csr1", "vsrx1", "veos1"])(
    "comes to the new network whatever the clock of %s says",
    async (box) => {
      const { code, mark } = await applyWith(`${box} clock-skew:-100000`);
      await off(`${box} clock-skew:-100000`);
      expect(code).toBe(0);
      expect(await holding(mark)).toEqual(["csr1", "vsrx1", "veos1"].sort());
      await expectNothingPending();
    },
  );

  it.each(["csr1", "veos1"])(
    "keeps the new network, and warns, where %s cannot save",
    async (box) => {
      const { code, out, err, mark } = await applyWith(`${box} save-fails`);
      await off(`${box} save-fails`);
      expect(code).toBe(0);
      expect(out + err).toMatch(/no space left on its flash/);
      expect(await holding(mark)).toEqual(["csr1", "vsrx1", "veos1"].sort());
      await expectNothingPending();
    },
  );

  it.each(["csr1", "vsrx1", "veos1"])(
    "names %s in doubt where it will not confirm, and recover finishes when it will",
    async (box) => {
      const { code, out, mark } = await applyWith(`${box} confirm-fails`);
      await off(`${box} confirm-fails`);
      expect(code).toBe(6);
      expect(out).toContain(box);
      const recovered = await workspace.netctl("recover");
      expect(recovered.code).toBe(0);
      expect(await holding(mark)).toEqual(["csr1", "veos1", "vsrx1"]);
      await expectNothingPending();
    },
  );
});
