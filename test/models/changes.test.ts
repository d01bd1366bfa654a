import { expect, test, vi } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { residue } from "../../src/config/residue.ts";
import { script } from "../../src/config/script.ts";
import { asked, cases } from "./cases.ts";
import { TypedBox } from "./typed-box.ts";

vi.setConfig({ testTimeout: 60_000 });

const spoken = ["iosxe", "junos", "eos"];

/** The cases of each model that have lines for a device, where there are several. */
const models = [...new Set([...cases.values()].map(({ model }) => model))];
const chains = spoken.flatMap((device) =>
  models.flatMap((model) => {
    const names = [...cases]
      .filter(([, tested]) => tested.model === model && tested.files.has(`${device}.conf`))
      .filter(([, { files }]) => !files.has("findings.txt"))
      .map(([name]) => name);
    return names.length > 1 ? [{ device, model, names }] : [];
  }),
);

test.each(chains)(
  "$device goes from each case of $model to the next, and from the last to the first",
  async ({ device, names }) => {
    const wanted = [...names, names[0] ?? ""].map((name) => asked(name).get(device));
    const platform = wanted[0]?.platform;
    if (platform === undefined) throw new Error(`no platform of ${device}`);
    const box = new TypedBox(platform);
    const read = () => parseConfig(box.running(), platform, { path: "running" }).config;
    let applied: ReturnType<typeof read> | undefined;
    for (const [index, next] of wanted.entries()) {
      if (next === undefined) throw new Error(`nothing is asked of ${device}`);
      const before = read();
      const sides = { platform, applied, candidate: next.whole, ownership: "declared" as const };
      const { forth } = changeSet({ ...sides, running: before });
      const told = `to ${names[index % names.length]}`;
      expect([told, await box.type(script(forth, platform))]).toEqual([told, []]);
      const left = residue({ ...sides, before, now: read() });
      expect([told, left.map(({ kind, line }) => `${kind} ${line}`)]).toEqual([told, []]);
      applied = next.whole;
    }
  },
);
