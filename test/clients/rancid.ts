import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Box } from "../../src/lab/lab.ts";
import { type Run, run } from "../support/netctl.ts";
import type { Need } from "./support.ts";

/** What the tests with RANCID's login scripts need. */
export const rancidNeeds: readonly Need[] = [
  { ask: ["clogin", "-V"], debian: "rancid" },
  { ask: ["jlogin", "-V"], debian: "rancid" },
  { ask: ["ssh", "-V"], debian: "openssh-client" },
];

/** Logs in with `clogin` or `jlogin`, types the commands and leaves; the `.cloginrc` is made for this run. */
export async function login(
  program: "clogin" | "jlogin",
  { host, port, user, password: right }: Box,
  commands: readonly string[],
  password: string = right,
): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "netctl-rancid-"));
  const file = join(folder, "cloginrc");
  const ssh = `ssh -F /dev/null -o StrictHostKeyChecking=no -o UserKnownHostsFile=${folder}/known_hosts`;
  const lines = [
    `add sshcmd ${host} {{${ssh}}}`,
    `add method ${host} {ssh:${port}}`,
    `add user ${host} {${user}}`,
    `add password ${host} {${password}} {${right}}`,
  ];
  // The scripts refuse a file that others can read.
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  try {
    const found = await run(
      program,
      ["-t", "20", "-f", file, "-c", commands.join(";"), host],
      folder,
    );
    return { ...found, out: found.out.replaceAll("\r", "") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
