import type { Config } from "../../config/config.ts";
import { digestConfig } from "../../config/digest-config.ts";
import { wholeConfig } from "../../plan/make-plan.ts";
import type { Platform } from "../../platform/platform.ts";

/**
 * A running configuration as a device printed it. It keeps its text and the digest of what that says, but not the tree:
 * those of a thousand devices are heavy, and most are looked into once.
 */
export class Printed {
  readonly text: string;
  readonly #device: string;
  readonly #platform: Platform;
  #digest: string | undefined;

  constructor(text: string, device: string, platform: Platform) {
    this.text = text;
    this.#device = device;
    this.#platform = platform;
  }

  /** The text, read whole once more. NetctlError `refused` where it cannot be read. */
  get config(): Config {
    const config = wholeConfig(this.text, { device: this.#device, platform: this.#platform });
    this.#digest = digestConfig(config);
    return config;
  }

  /** The digest of what it says. */
  get digest(): string {
    return this.#digest ?? digestConfig(this.config);
  }
}
