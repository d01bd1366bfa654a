// Writes a three-stage Clos: every leaf is linked to every spine, and each link carries an eBGP session.
// node generate.mjs FOLDER SPINES LEAVES: the services and devices of FOLDER, for up to 1,000 switches.
// The shipped network was made by: node generate.mjs . 2 4
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder = ".", spineText = "2", leafText = "4"] = process.argv.slice(2);
const spines = Number(spineText);
const leaves = Number(leafText);

const SPINE_AS = 4_200_000_000;

function write(path, lines) {
  const whole = join(folder, path);
  mkdirSync(join(whole, ".."), { recursive: true });
  writeFileSync(whole, `${lines.join("\n")}\n`);
}

/** The two addresses of a link, out of 10.64.0.0/10, 128 links to each third byte. */
function ends(link) {
  const head = `10.${64 + Math.floor(link / 32_768)}.${Math.floor(link / 128) % 256}`;
  return [`${head}.${(link % 128) * 2}`, `${head}.${(link % 128) * 2 + 1}`];
}

function loopback(number) {
  return `10.255.${Math.floor(number / 256)}.${number % 256}/32`;
}

function device(name) {
  write(`devices/${name}.yaml`, [
    "product: veos",
    `address: lab:${name}`,
    "credential:",
    "  user: netctl",
    '  password: { secret: "file:.git/netctl/lab/password" }',
  ]);
}

const head = "# yaml-language-server: $schema=./schema.yaml";
const loopbacks = [];
for (let spine = 1; spine <= spines; spine++) {
  device(`spine${spine}`);
  loopbacks.push(`  - { device: spine${spine}, address: ${loopback(spine)} }`);
}
for (let leaf = 1; leaf <= leaves; leaf++) {
  const address = loopback(256 + leaf);
  device(`leaf${leaf}`);
  loopbacks.push(`  - { device: leaf${leaf}, address: ${address} }`);
  for (let spine = 1; spine <= spines; spine++) {
    const [up, down] = ends((leaf - 1) * spines + spine - 1);
    write(`models/link/leaf${leaf}-spine${spine}.yaml`, [
      head,
      "ends:",
      `  - { device: spine${spine}, interface: Ethernet${leaf}, address: ${up}/31 }`,
      `  - { device: leaf${leaf}, interface: Ethernet${spine}, address: ${down}/31 }`,
      "mtu: 9000",
    ]);
    write(`models/bgp/leaf${leaf}-spine${spine}.yaml`, [
      head,
      "ends:",
      `  - { device: spine${spine}, as: ${SPINE_AS}, address: ${up}, networks: [${loopback(spine)}] }`,
      `  - { device: leaf${leaf}, as: ${SPINE_AS + leaf}, address: ${down}, networks: [${address}] }`,
      "bfd: true",
    ]);
  }
}
write("models/loopback/fabric.yaml", [head, "devices:", ...loopbacks]);
