import { expect, test, vi } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import type { Config } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { residue } from "../../src/config/residue.ts";
import { script } from "../../src/config/script.ts";
import type { Platform } from "../../src/platform/platform.ts";
import { type Asked, asked, cases } from "./cases.ts";
import { TypedBox } from "./typed-box.ts";

vi.setConfig({ testTimeout: 30_000 });

const spoken = ["iosxe", "junos", "eos"];

const pairs = [...cases]
  .filter(([, { files }]) => !files.has("findings.txt"))
  .flatMap(([name, { files }]) =>
    spoken.filter((device) => files.has(`${device}.conf`)).map((device) => ({ name, device })),
  );

function read(box: TypedBox, platform: Platform): Config {
  return parseConfig(box.running(), platform, { path: "running" }).config;
}

/** A box that already runs what the case cannot do without. */
async function prepared({ platform, around }: Asked): Promise<TypedBox> {
  const box = new TypedBox(platform);
  const running = read(box, platform);
  const sides = { platform, running, applied: undefined, candidate: around };
  const { forth } = changeSet({ ...sides, ownership: "declared" });
  expect(await box.type(script(forth, platform))).toEqual([]);
  return box;
}

test.each(pairs)(
  "$device takes every line of $name, shows it again, and gives it all back",
  async ({ name, device }) => {
    const all = asked(name).get(device) as Asked;
    const { platform, around, whole } = all;
    const box = await prepared(all);
    const old = box.running();
    const sides = { platform, applied: around, candidate: whole, ownership: "declared" as const };

    const running = read(box, platform);
    const change = changeSet({ ...sides, running });
    expect(change.forth.length).toBeGreaterThan(0);
    expect(await box.type(script(change.forth, platform))).toEqual([]);
    const left = residue({ ...sides, before: running, now: read(box, platform) });
    expect(left.map(({ kind, line }) => `${kind} ${line}`)).toEqual([]);

    expect(await box.type(script(change.back, platform))).toEqual([]);
    expect(box.running()).toBe(old);
  },
);
