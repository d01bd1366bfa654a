// Writes one CSR1000V whose services come to 10,000 lines: subinterfaces, routes, prefix lists and filters.
// node generate.mjs FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder = "."] = process.argv.slice(2);
const head = "# yaml-language-server: $schema=./schema.yaml";
const on = "devices: [{ device: core1 }]";

function write(path, lines) {
  const whole = join(folder, path);
  mkdirSync(join(whole, ".."), { recursive: true });
  writeFileSync(whole, `${lines.join("\n")}\n`);
}

function many(count, make) {
  return Array.from({ length: count }, (_, index) => make(index));
}

write("devices/core1.yaml", [
  "product: csr1000v",
  "address: lab:core1",
  "credential:",
  "  user: netctl",
  '  password: { secret: "file:.git/netctl/lab/password" }',
]);

// 800 subinterfaces of 5 lines.
write("models/interface/customers.yaml", [
  head,
  "interfaces:",
  ...many(800, (i) => {
    const address = `10.${16 + Math.floor(i / 200)}.${i % 200}.1/24`;
    const place = `interface: GigabitEthernet${2 + (i % 8)}.${100 + i}, vlan: ${100 + i}`;
    return `  - { device: core1, ${place}, description: customer ${i}, address: ${address} }`;
  }),
]);
// 1,500 routes of one line.
write("models/static-route/customers.yaml", [
  head,
  "routes:",
  ...many(1500, (i) => {
    const prefix = `172.${16 + Math.floor(i / 256)}.${i % 256}.0/24`;
    const via = `10.${16 + Math.floor((i % 800) / 200)}.${(i % 800) % 200}.254`;
    return `  - { device: core1, prefix: ${prefix}, via: ${via} }`;
  }),
]);
// 10 prefix lists of 200 entries.
for (let list = 0; list < 10; list++)
  write(`models/prefix-list/customers-${list}.yaml`, [
    head,
    on,
    "entries:",
    ...many(200, (i) => `  - { prefix: 100.${64 + list}.${i}.0/24, le: 28 }`),
  ]);
// 10 filters of 251 lines.
for (let acl = 0; acl < 10; acl++)
  write(`models/acl/servers-${acl}.yaml`, [
    head,
    on,
    "entries:",
    ...many(
      250,
      (i) =>
        `  - { action: permit, protocol: tcp, destination: 192.168.${acl}.${i}/32, destinationPort: ${8000 + i} }`,
    ),
  ]);
