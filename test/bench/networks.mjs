// Networks as workspaces, recorded as applied: a leaf-spine fabric, and one router with 10,000 lines.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** eBGP on every link of so many switches, one autonomous system for each leaf. Gives the service that is edited. */
export function makeFabric(root, packageRoot, switchCount) {
  const write = begin(root, packageRoot);
  writeFabric(write, switchCount);
  record(root, packageRoot);
  return { path: "models/link/leaf1-1.yaml", edit: (text, run) => `${text}mtu: ${9000 - run}\n` };
}

/** The CSR1000V of the example `large-router`. */
export function makeRouter(root, packageRoot) {
  begin(root, packageRoot);
  const generator = join(packageRoot, "docs/examples/large-router/generate.mjs");
  execFileSync(process.execPath, [generator, root]);
  record(root, packageRoot);
  const edit = (text, run) => text.replace("le: 28", `le: ${27 - run}`);
  return { path: "models/prefix-list/customers-0.yaml", edit };
}

function writeFabric(write, switchCount) {
  const spineCount = Math.max(2, Math.min(32, switchCount >> 3));
  const uplinkCount = 4;
  const spines = Array.from({ length: spineCount }, (_, i) => `spine${i + 1}`);
  const leaves = Array.from({ length: switchCount - spineCount }, (_, i) => `leaf${i + 1}`);
  const all = [...spines, ...leaves];
  const at = (index) => `172.16.${index >> 8}.${index & 255}`;
  all.forEach((name, i) => {
    const credential = "{ user: netctl, agent: true }";
    write(`devices/${name}.yaml`, `product: veos\naddress: ${at(i)}\ncredential: ${credential}\n`);
    const address = `192.168.${i >> 8}.${i & 255}/32`;
    write(
      `models/loopback/${name}.yaml`,
      `devices:\n  - { device: ${name}, address: ${address} }\n`,
    );
  });
  const told = all.map((name) => `  - device: ${name}\n`).join("");
  write("models/system/all.yaml", `devices:\n${told}ntp: [192.0.2.10]\n`);
  const ports = new Map();
  const port = (name) => {
    ports.set(name, (ports.get(name) ?? 0) + 1);
    return `Ethernet${ports.get(name)}`;
  };
  leaves.forEach((leaf, i) => {
    for (let up = 0; up < Math.min(uplinkCount, spineCount); up++) {
      const spine = spines[(i + up * 7) % spineCount];
      const number = i * uplinkCount + up;
      const net = `10.${number >> 7}.${(number & 127) << 1}`;
      const ends = (rest) =>
        `ends:\n  - { device: ${leaf}, ${rest(0)} }\n  - { device: ${spine}, ${rest(1)} }\n`;
      const names = [leaf, spine];
      write(
        `models/link/${leaf}-${up + 1}.yaml`,
        ends((end) => `interface: ${port(names[end])}, address: ${net}.${end}/31`),
      );
      const systems = [4_200_000_100 + i, 4_200_000_001];
      write(
        `models/bgp/${leaf}-${up + 1}.yaml`,
        ends((end) => `as: ${systems[end]}, address: ${net}.${end}`),
      );
    }
  });
}

/** An empty workspace, and what writes a file into it. */
function begin(root, packageRoot) {
  mkdirSync(root, { recursive: true });
  const words = [join(packageRoot, "dist/cli/main.js"), "init", root];
  execFileSync(process.execPath, words, { stdio: "pipe" });
  return (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
}

function record(root, packageRoot) {
  const git = (...args) => execFileSync("git", args, { cwd: root, stdio: "pipe" });
  const words = [join(packageRoot, "dist/cli/main.js"), "render", "--write"];
  execFileSync(process.execPath, words, { cwd: root, stdio: "pipe" });
  git("add", "-A");
  git("-c", "user.name=Bench", "-c", "user.email=bench@example.net", "commit", "-qm", "A network");
  git("update-ref", "refs/netctl/applied", "HEAD");
}
