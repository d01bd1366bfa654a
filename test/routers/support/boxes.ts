import { join } from "node:path";
import type { BoxStatus } from "../../../src/lab/lab.ts";
import { steady } from "../../support/lab.ts";
import type { Network } from "./network.ts";

const script = join(import.meta.dirname, "boxes.mjs");

/** One simulated device; `running` without the header that changes by itself. */
export type Seen = BoxStatus & { readonly running: string };

/** The simulated devices beside real routers, as somebody beside them sees them: not through netctl. */
export class Boxes {
  readonly #network: Network;

  constructor(network: Network) {
    this.#network = network;
  }

  async fault(box: string, fault: string, isOn = true): Promise<void> {
    await this.#work(box, fault, isOn ? "on" : "off");
  }

  async look(): Promise<readonly Seen[]> {
    const seen = JSON.parse(await this.#work()) as readonly Seen[];
    return seen.map((box) => ({ ...box, running: steady(box.running) }));
  }

  async #work(...words: readonly string[]): Promise<string> {
    const folder = join(this.#network.root, ".git/netctl/lab");
    return this.#network.outside(process.execPath, script, folder, ...words);
  }
}
