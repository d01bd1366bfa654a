import { randomBytes } from "node:crypto";
import { NetctlError } from "../../errors.ts";
import type { Settings } from "../../intent/intent.ts";
import { makeSecretKey, readSecretKey } from "../../repo/local/secret-key.ts";
import type { Workspace } from "../../repo/workspace.ts";
import { resolveSecret } from "./resolve-secret.ts";

/** Shortest key that is taken, in characters: a word could be guessed from the fingerprints in git. */
const keyLengthMin = 32;

/**
 * The key of the fingerprints: what `secretKey` in netctl.yaml refers to, which everybody who applies shares, or else
 * one that this clone makes for itself when it first needs one.
 */
export async function secretKey(workspace: Workspace, { secretKey }: Settings): Promise<string> {
  if (secretKey === undefined)
    return (
      (await readSecretKey(workspace)) ?? makeSecretKey(workspace, randomBytes(32).toString("hex"))
    );
  const key = await resolveSecret(secretKey.secret, workspace.root, "services");
  if (key.length >= keyLengthMin) return key;
  throw new NetctlError(
    "refused",
    `the key of \`secretKey\` in netctl.yaml is shorter than ${keyLengthMin} characters`,
    { hint: "make one: openssl rand -hex 32" },
  );
}
