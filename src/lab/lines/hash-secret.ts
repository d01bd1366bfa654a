import { createHash, randomBytes } from "node:crypto";

/** A line that gives a user or `enable` a secret in plain: what stands before it, and the secret. */
const plainSecret = /^(enable|username \S+.*?) secret (?:0 )?(?!\d |sha512 )(\S.*)$/;

/**
 * The line as the device keeps it: the secret as a salted hash, another one each time. `mark` is what stands before
 * the salt: `9 $9$` on IOS-XE 16 (devices.md 3.12), `sha512 $6$` on EOS (5.7). Other lines stay as they are.
 */
export function withHashedSecret(text: string, mark: string): string {
  const [, before, secret] = plainSecret.exec(text) ?? [];
  if (before === undefined || secret === undefined) return text;
  const salt = randomBytes(10).toString("base64url");
  const hash = createHash("sha256").update(`${salt}${secret}`).digest("base64url");
  return `${before} secret ${mark}${salt}$${hash}`;
}
