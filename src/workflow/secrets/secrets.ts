// Secrets of services: what is resolved stays in this run's memory. Everything that is kept, compared or shown holds
// placeholders, whose fingerprints tell whether a secret changed without telling what it is.

import { createHmac } from "node:crypto";
import {
  referencesIn,
  sealedPlaceholders,
  withFingerprints,
} from "../../config/secret-placeholder.ts";
import { NetctlError } from "../../errors.ts";
import type { Settings } from "../../intent/intent.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Workspace } from "../../repo/workspace.ts";
import { resolveSecret } from "./resolve-secret.ts";
import { secretKey } from "./secret-key.ts";
import { Veil, wordsIn } from "./veil.ts";

/** The secrets that the texts of one run refer to. */
export class Secrets {
  readonly #key: () => Promise<string>;
  readonly #values: ReadonlyMap<string, string>;
  readonly #fingerprints: ReadonlyMap<string, string>;

  private constructor(
    key: () => Promise<string>,
    values: ReadonlyMap<string, string>,
    fingerprints: ReadonlyMap<string, string>,
  ) {
    this.#key = key;
    this.#values = values;
    this.#fingerprints = fingerprints;
  }

  /**
   * Resolves what `texts` refer to. What cannot be had is an error, or with `tolerant` an error only where it is to be
   * typed. Nothing is resolved, and no key made, where nothing is referred to.
   */
  static async open(
    { workspace, settings }: { readonly workspace: Workspace; readonly settings: Settings },
    texts: Iterable<string>,
    manner: "strict" | "tolerant" = "strict",
  ): Promise<Secrets> {
    const key = once(() => secretKey(workspace, settings));
    const values = new Map<string, string>();
    const fingerprints = new Map<string, string>();
    for (const reference of new Set([...texts].flatMap(referencesIn))) {
      const value = await resolveSecret(reference, workspace.root, "services").catch((error) => {
        if (manner === "strict") throw error;
        return undefined;
      });
      if (value === undefined) continue;
      values.set(reference, value);
      fingerprints.set(reference, fingerprint(await key(), value));
    }
    return new Secrets(key, values, fingerprints);
  }

  /** A rendered text with the fingerprints of the secrets as they are now. */
  sealed(text: string): string {
    return withFingerprints(text, (reference) => this.#fingerprints.get(reference));
  }

  /**
   * NetctlError `refused` where a secret of a device's rendered texts could not be known again when it is read back:
   * where another secret is the same, or a word in plain is. Says which secret, never which word.
   */
  refuseAmbiguous(device: string, platform: Platform, texts: readonly string[]): void {
    const owners = new Map<string, string>();
    for (const reference of new Set(texts.flatMap(referencesIn))) {
      const value = this.#values.get(reference);
      if (value === undefined) continue;
      const other = owners.get(value);
      if (other !== undefined)
        throw new NetctlError("refused", `the secrets "${other}" and "${reference}" are the same`, {
          device,
          hint: "let both places refer to one of them: on the device the two cannot be told apart",
        });
      owners.set(value, reference);
    }
    for (const word of owners.size === 0 ? [] : texts.flatMap((t) => wordsIn(t, platform))) {
      const reference = owners.get(word);
      if (reference === undefined) continue;
      const message = `the secret "${reference}" is also a plain word of this device's configuration`;
      const hint = "choose another one: on the device the two cannot be told apart";
      throw new NetctlError("refused", message, { device, hint });
    }
  }

  /** What stands between one device and everything that is kept; `texts` hold all placeholders it may meet. */
  async veil(platform: Platform, texts: readonly string[]): Promise<Veil | undefined> {
    const placeholders = texts.flatMap(sealedPlaceholders);
    if (placeholders.length === 0) return undefined;
    const key = await this.#key();
    const source = {
      values: this.#values,
      fingerprint: (value: string) => fingerprint(key, value),
    };
    return new Veil(platform, placeholders, source);
  }
}

/** Keyed, and cut to 16 digits: enough to tell two secrets apart, and nothing to guess from without the key. */
function fingerprint(key: string, value: string): string {
  return createHmac("sha256", key).update(value).digest("hex").slice(0, 16);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
