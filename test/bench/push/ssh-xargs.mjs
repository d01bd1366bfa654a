// What people do without a tool: OpenSSH's client fifty at a time, fed the lines blindly.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "./change.mjs";

export async function prepare({ ports }) {
  const folder = mkdtempSync(join(tmpdir(), "netctl-bench-"));
  const [key, feed, list] = ["key", "feed", "ports"].map((name) => join(folder, name));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
  writeFileSync(feed, `${[...commands, "exit"].join("\n")}\n`);
  writeFileSync(list, `${ports.join("\n")}\n`);
  const options = "-F none -tt -q -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null";
  const each = `ssh ${options} -i ${key} -p {} bench@127.0.0.1 <${feed} >/dev/null`;
  // `times` prints what the shell itself took, and below it what its children took.
  const script = `xargs -P50 -I{} sh -c '${each}' <${list}; times`;
  return () =>
    new Promise((resolve, reject) => {
      const child = spawn("bash", ["-c", script], { stdio: ["ignore", "pipe", "inherit"] });
      let text = "";
      child.stdout.on("data", (data) => {
        text += data;
      });
      child.on("error", reject);
      child.on("close", () => {
        const took = [...text.matchAll(/(\d+)m([\d.]+)s/g)];
        resolve({
          cpuSeconds: took.reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0),
        });
      });
    });
}
