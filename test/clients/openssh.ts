import { spawn } from "node:child_process";
import type { Box } from "../../src/lab/lab.ts";
import type { Need } from "./support.ts";

/** What the tests with OpenSSH need. */
export const opensshNeeds: readonly Need[] = [
  { ask: ["ssh", "-V"], debian: "openssh-client" },
  { ask: ["sshpass", "-V"], debian: "sshpass" },
];

/** What came back through `ssh`, byte by byte, and how it ended. */
export type Heard = { readonly code: number | null; readonly out: string };

const options = [
  ...["-F", "/dev/null", "-o", "LogLevel=ERROR"],
  ...["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"],
];

/** Runs `ssh` with these arguments behind the host's, with everything typed at once. */
export async function ssh(
  { host, port, user, password }: Box,
  { flags = [], command = [], typed = [], secret = password }: SshCall,
): Promise<Heard> {
  const args = ["-e", "ssh", ...options, ...flags, "-p", String(port), `${user}@${host}`];
  const child = spawn("sshpass", [...args, ...command], {
    env: { ...process.env, SSHPASS: secret },
    stdio: ["pipe", "pipe", "ignore"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(typed.map((line) => `${line}\n`).join(""));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, out };
}

type SshCall = {
  readonly flags?: readonly string[];
  readonly command?: readonly string[];
  readonly typed?: readonly string[];
  readonly secret?: string;
};
