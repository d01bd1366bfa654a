import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import type { Config } from "../../src/config/config.ts";
import { digestConfig } from "../../src/config/digest-config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { script } from "../../src/config/script.ts";
import { NetctlError } from "../../src/errors.ts";
import { EosBox, eosText } from "./oracle/eos-box.ts";
import { FrrBox, frrText } from "./oracle/frr-box.ts";
import { IosBox, iosText } from "./oracle/ios-box.ts";
import { JunosBox, junosText } from "./oracle/junos-box.ts";
import { type Router, router } from "./oracle/model.ts";
import { platforms } from "./platforms.ts";

/** Runs of every property; `npm run test:long` asks for more. A failure prints its seed. */
const runs = Number(process.env["NETCTL_RUNS"] ?? 150);
const check = (property: fc.IProperty<unknown>) =>
  fc.assert(property as fc.IProperty<[unknown]>, { numRuns: runs });

/** What a property asks of a device. */
type Box = { type(line: string): boolean; show(): string };

const worlds = [
  { platform: platforms.iosxe, print: iosText, boot: (text: string): Box => new IosBox().boot(text, 1) },
  { platform: platforms.eos, print: eosText, boot: (text: string): Box => new EosBox().boot(text, 3) },
  { platform: platforms.frr, print: frrText, boot: (text: string): Box => new FrrBox().boot(text, 1) },
  { platform: platforms.junos, print: junosText, boot: (text: string): Box => new JunosBox().boot(text, 4) },
] as const;

const LIMIT_MS = 600_000;

describe.each(worlds)(
  "$platform.name, on a box that knows nothing of the grammar",
  ({ platform, print, boot }) => {
    const read = (text: string): Config => {
      const { config, findings } = parseConfig(text, platform);
      expect(findings).toEqual([]);
      return config;
    };
    const change = (
      applied: string,
      candidate: string,
      running: string,
      ownership: "declared" | "full" = "declared",
    ) => {
      try {
        return changeSet({
          platform,
          applied: read(applied),
          candidate: read(candidate),
          running: read(running),
          ownership,
        });
      } catch (error) {
        // A refusal says more than its message.
        throw error instanceof NetctlError ? new Error(`${error.message}\n${error.words}`) : error;
      }
    };
    const typeAll = (box: ReturnType<typeof boot>, commands: Parameters<typeof script>[0]) => {
      for (const line of script(commands, platform)) {
        expect([line.text, box.type(line.text)]).toEqual([line.text, line.answers === "prompt"]);
      }
      return box.show();
    };

    it("forth leads from a to b, and back to a to the byte; each line is taken, and no moment is unsafe", () => {
      check(
        fc.property(router, router, (a: Router, b: Router) => {
          const { forth, back } = change(print(a), print(b), print(a));
          const box = boot(print(a));
          const before = box.show();
          expect(typeAll(box, forth)).toBe(boot(print(b)).show());
          expect(typeAll(box, back)).toBe(before);
        }),
      );
    }, LIMIT_MS);

    it("a second change is empty", () => {
      check(
        fc.property(router, (a: Router) => {
          const { forth, back, differences } = change(print(a), print(a), print(a), "full");
          expect([forth, back, differences]).toEqual([[], [], []]);
        }),
      );
    }, LIMIT_MS);

    it("other spellings of the same are the same", () => {
      check(
        fc.property(router, fc.infiniteStream(fc.nat()), (a: Router, noise) => {
          const text = varied(print(a), noise, platform.grammar.indent);
          expect(change(print(a), text, print(a)).forth, text).toEqual([]);
          expect(digestConfig(read(text))).toBe(digestConfig(read(print(a))));
        }),
      );
    }, LIMIT_MS);
  },
);

/** Line ends, trailing spaces, deeper indentation and separators, outside banners. */
function varied(text: string, noise: Iterable<number>, _indent: number): string {
  const draw = noise[Symbol.iterator]();
  const next = () => Number(draw.next().value);
  let isBanner = false;
  return text
    .split("\n")
    .flatMap((line) => {
      if (line.startsWith("banner")) isBanner = true;
      const wasBanner = isBanner;
      if (isBanner && (line === "^C" || line === "EOF")) isBanner = false;
      if (wasBanner) return [line];
      const padded = next() % 3 === 0 ? `${line}  ` : line;
      return next() % 5 === 0 && !line.startsWith(" ") ? ["!", padded] : [padded];
    })
    .join(next() % 2 === 0 ? "\r\n" : "\n");
}
