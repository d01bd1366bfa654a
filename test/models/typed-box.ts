import type { ScriptLine } from "../../src/config/script.ts";
import { Box } from "../../src/lab/box.ts";
import { DeviceClock } from "../../src/lab/clock.ts";
import type { Cli, Login } from "../../src/lab/device.ts";
import type { Platform } from "../../src/platform/platform.ts";

/** How each platform is brought into its configuration mode, and how what was typed there takes effect. */
const manners: Readonly<
  Record<string, { readonly open: readonly string[]; readonly close: readonly string[] }>
> = {
  iosxe: { open: ["configure terminal"], close: ["end"] },
  eos: { open: ["enable", "configure session golden"], close: ["commit"] },
  junos: { open: ["configure exclusive"], close: ["commit", "exit"] },
};

/** What a device may say to a line or to a commit without having refused it. */
const agreements = /^(?:configuration check succeeds|commit complete|Exiting configuration mode)$/;

/** A simulated device and one terminal on it, without SSH between them: what is typed is answered at once. */
export class TypedBox {
  readonly #platform: Platform;
  readonly #box: Box;
  readonly #cli: Cli;
  /** Lines typed ahead for a device that waits for the text of a banner. */
  #ahead: string[] = [];

  constructor(platform: Platform) {
    this.#platform = platform;
    const files = { transcript: "/dev/null", kept: undefined, keep: () => undefined };
    const product = platform.products[0] ?? "";
    const spec = { name: "box", product, user: "netctl", password: "only-here" };
    this.#box = new Box(spec, new DeviceClock(), files);
    const terminal = {
      write: () => undefined,
      ask: async () => ({ kind: "line", text: this.#ahead.shift() ?? "" }),
    };
    this.#cli = this.#box.device.open({
      ...{ user: "netctl", line: 1, from: "192.0.2.9" },
      terminal: terminal as unknown as Login["terminal"],
    });
  }

  /** What it runs, without the header that changes by itself. */
  running(): string {
    return this.#box.device
      .running()
      .replaceAll(/^(?:! (?:Last|Time|Command).*|## Last.*|Current configuration.*)\n/gm, "");
  }

  /** Types a change and lets it take effect; the answer is every line that the device did not simply take. */
  async type(lines: readonly ScriptLine[]): Promise<string[]> {
    const { open, close } = manners[this.#platform.name] ?? { open: [], close: [] };
    for (const line of open) await this.#cli.type(line);
    const refused: string[] = [];
    const say = async (text: string): Promise<void> => {
      const { text: answer } = await this.#cli.type(text);
      if (!this.#isAgreement(answer)) refused.push(`${text}: ${answer.trim()}`);
    };
    for (const [index, line] of lines.entries()) {
      if (lines[index - 1]?.answers === "none") continue;
      this.#ahead = lines.slice(index + 1).map(({ text }) => text);
      await say(line.text);
    }
    this.#ahead = [];
    for (const line of close) await say(line);
    return refused;
  }

  #isAgreement(answer: string): boolean {
    const { harmless } = this.#platform.dialogue;
    const isHarmless = (line: string): boolean =>
      harmless.some((pattern) => new RegExp(pattern, "mu").test(line)) || agreements.test(line);
    return answer.split("\n").every((line) => line.trim() === "" || isHarmless(line));
  }
}
