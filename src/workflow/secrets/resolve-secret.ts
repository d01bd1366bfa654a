import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { NetctlError } from "../../errors.ts";

/** Seconds a helper program may take to print a secret. */
const helperLimitSeconds = 30;

/** Whose secret it is: a device's own, for logging in, or one that services send to devices. */
export type SecretOwner = { readonly device: string } | "services";

/**
 * The secret a reference stands for: `env:NAME`, `file:PATH` (relative to the workspace's root; a final line end is
 * cut) or `exec:PROGRAM ARGUMENT…` (no shell; its first line). The value never appears in an error.
 */
export async function resolveSecret(
  reference: string,
  root: string,
  owner: SecretOwner,
): Promise<string> {
  const [kind, ...rest] = reference.split(":");
  const name = rest.join(":");
  try {
    switch (kind) {
      case "env":
        return fromEnvironment(name);
      case "file":
        return (await readFile(expanded(name, root), "utf8")).replace(/\r?\n$/, "");
      case "exec":
        return await fromHelper(name, root);
      default:
        throw new Error("a secret is env:NAME, file:PATH or exec:PROGRAM");
    }
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message.split("\n")[0];
    const message = `the secret "${reference}" cannot be had: ${reason}`;
    const setIt = kind === "env" ? `set the environment variable ${name}` : undefined;
    if (owner === "services") {
      const hint = setIt ?? "check where the service says that it is";
      throw new NetctlError("refused", message, { hint });
    }
    const hint = setIt ?? "check `credential` in the device's file";
    throw new NetctlError("authentication", message, { device: owner.device, hint });
  }
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error("not set");
  return value;
}

function expanded(path: string, root: string): string {
  if (path.startsWith("~/")) return join(homedir(), path.slice(2));
  return isAbsolute(path) ? path : join(root, path);
}

async function fromHelper(command: string, root: string): Promise<string> {
  const [program = "", ...args] = command.trim().split(/\s+/);
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: root,
    timeout: helperLimitSeconds * 1000,
  });
  return stdout.split(/\r?\n/)[0] ?? "";
}
