import type { Finding } from "../errors.ts";
import type { Json } from "./intent.ts";
import { pointerBelow } from "./pointer.ts";
import { isObject } from "./schema-walk.ts";
import type { SourceDocument } from "./source-document.ts";

const secretKeys = ["password", "passphrase", "enable"];

/** Codes of the findings that stand at a secret in plain. */
export const plainSecretCodes: ReadonlySet<string> = new Set(["NC1032", "NC1064"]);

/** Findings for secrets that stand in the file itself, and the pointers at which they do. */
export function plainSecrets(source: SourceDocument): {
  readonly findings: readonly Finding[];
  readonly pointers: ReadonlySet<string>;
} {
  const pointers = new Set<string>();
  const look = (value: Json | undefined, pointer: string): void => {
    if (!isObject(value)) return;
    for (const key of secretKeys)
      if (value[key] !== undefined && value[key] !== null && !isObject(value[key]))
        pointers.add(pointerBelow(pointer, key));
  };
  if (isObject(source.value)) {
    look(source.value["credential"], "/credential");
    const named = source.value["credentials"];
    if (isObject(named))
      for (const name of Object.keys(named)) look(named[name], pointerBelow("/credentials", name));
  }
  const findings = [...pointers].map((pointer) => ({
    code: "NC1032",
    message: "a secret must not stand in a file that git keeps",
    place: source.keyPlaceOf(pointer),
    hint: 'say where it is: { secret: "env:NAME" }, "file:PATH", "exec:COMMAND" or "prompt"; and change it, for git may have it already',
  }));
  return { findings, pointers };
}

/** Whether a line of an inventory file may hold a secret in plain, so that nobody quotes it. */
export function mayHoldSecret(line: string): boolean {
  return (
    /(?:password|passphrase|enable|secretKey)["']?\s*:\s*[^\s{]/i.test(line) ||
    /secret["']?\s*:\s*["']?(?!env:|file:|exec:|prompt)[^\s]/i.test(line)
  );
}
