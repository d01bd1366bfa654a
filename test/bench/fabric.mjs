// A leaf-spine fabric as a workspace: eBGP on every link, one autonomous system for each leaf.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes a workspace with so many switches around `packageRoot`'s models, and records it as applied. */
export function makeFabric(root, packageRoot, switchCount) {
  const spineCount = Math.max(2, Math.min(32, switchCount >> 3));
  const uplinkCount = 4;
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const netctl = (...args) =>
    execFileSync(process.execPath, [join(packageRoot, "dist/cli/main.js"), ...args], { cwd: root });
  mkdirSync(root, { recursive: true });
  execFileSync(process.execPath, [join(packageRoot, "dist/cli/main.js"), "init", root]);
  const spines = Array.from({ length: spineCount }, (_, i) => `spine${i + 1}`);
  const leaves = Array.from({ length: switchCount - spineCount }, (_, i) => `leaf${i + 1}`);
  const all = [...spines, ...leaves];
  const at = (index) => `${10 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
  all.forEach((name, i) => {
    write(
      `devices/${name}.yaml`,
      `product: veos\naddress: ${at(i).replace(/^10/, "172.16")}\ncredential: { user: netctl, agent: true }\n`,
    );
    const address = `192.168.${i >> 8}.${i & 255}/32`;
    write(
      `models/loopback/${name}.yaml`,
      `devices:\n  - { device: ${name}, address: ${address} }\n`,
    );
  });
  write(
    "models/system/all.yaml",
    `devices:\n${all.map((name) => `  - device: ${name}\n`).join("")}ntp: [192.0.2.10]\n`,
  );
  const ports = new Map();
  const port = (name) => {
    ports.set(name, (ports.get(name) ?? 0) + 1);
    return `Ethernet${ports.get(name)}`;
  };
  leaves.forEach((leaf, i) => {
    for (let up = 0; up < Math.min(uplinkCount, spineCount); up++) {
      const spine = spines[(i + up * 7) % spineCount];
      const net = `10.${(i * uplinkCount + up) >> 7}.${(((i * uplinkCount + up) & 127) << 1) >> 0}`;
      const near = `${net}.0`;
      const far = `${net}.1`;
      write(
        `models/link/${leaf}-${up + 1}.yaml`,
        `ends:\n  - { device: ${leaf}, interface: ${port(leaf)}, address: ${near}/31 }\n  - { device: ${spine}, interface: ${port(spine)}, address: ${far}/31 }\n`,
      );
      write(
        `models/bgp/${leaf}-${up + 1}.yaml`,
        `ends:\n  - { device: ${leaf}, as: ${4_200_000_100 + i}, address: ${near} }\n  - { device: ${spine}, as: 4200000001, address: ${far} }\n`,
      );
    }
  });
  const git = (...args) => execFileSync("git", args, { cwd: root, stdio: "pipe" });
  netctl("render", "--write");
  git("add", "-A");
  git("-c", "user.name=Bench", "-c", "user.email=bench@example.net", "commit", "-qm", "A fabric");
  git("update-ref", "refs/netctl/applied", "HEAD");
  return { edited: "models/link/leaf1-1.yaml" };
}
