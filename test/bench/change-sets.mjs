// Figures, not tests: node test/bench/change-sets.mjs [DIR] [DEVICES], after `npm run build`.
// DIR holds what ../shared/bench/gen_ios.py and gen_frr.py write. Beside each figure stands a reference of the same
// run: the bare difference of lines under the same parent, without order, effects, simulation or way back.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { changeSet } from "../../dist/config/change-set-of.js";
import { parseConfig } from "../../dist/config/parse-config.js";
import { grammar as eos } from "../../dist/platform/eos/grammar.js";
import { grammar as frr } from "../../dist/platform/frr/grammar.js";
import { grammar as iosxe } from "../../dist/platform/iosxe/grammar.js";

const [directory = "/tmp", deviceCount = "0"] = process.argv.slice(2);
const platforms = { iosxe, eos, frr };
const rows = (count, line) =>
  `${Array.from({ length: count }, (_, index) => line(index)).join("\n")}\n`;
const net = (index) => `10.${index >> 8}.${index & 255}`;

function whole(name, a, b) {
  const platform = { name, grammar: platforms[name] };
  const running = parseConfig(a, platform).config;
  const candidate = parseConfig(b, platform).config;
  return changeSet({ platform, applied: running, candidate, running, ownership: "declared" });
}

function reference(a, b) {
  const paths = (text) => {
    const above = [];
    const found = new Set();
    for (const line of text.split("\n")) {
      const depth = line.length - line.trimStart().length;
      above.length = Math.min(above.length, depth);
      above[depth] = line.trim();
      found.add(above.filter(Boolean).join("\u0000"));
    }
    return found;
  };
  const before = paths(a);
  const after = paths(b);
  return (
    [...after].filter((path) => !before.has(path)).length +
    [...before].filter((path) => !after.has(path)).length
  );
}

/** Least and middle milliseconds of some runs, wall clock, and least processor time. */
function timed(work, runs) {
  const wall = [];
  const processor = [];
  for (let run = 0; run < runs; run++) {
    const used = process.cpuUsage();
    const start = performance.now();
    work();
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  wall.sort((x, y) => x - y);
  processor.sort((x, y) => x - y);
  return { least: wall[0], middle: wall[runs >> 1], processor: processor[0] };
}

function show(title, name, a, b, runs = 12) {
  const { forth, back } = whole(name, a, b);
  const ours = timed(() => whole(name, a, b), runs);
  const bare = timed(() => reference(a, b), runs);
  const figures = [ours.least, ours.middle, ours.processor, bare.least].map((ms) =>
    ms.toFixed(1).padStart(8),
  );
  console.log(
    `${title.padEnd(40)}${figures.join("")}${String(forth.length).padStart(8)}${String(back.length).padStart(8)}`,
  );
}

const heads = ["least ms", "middle", "cpu ms", "bare ms", "forth", "back"];
console.log(`${"".padEnd(40)}${heads.map((head) => head.padStart(8)).join("")}`);
for (const [name, file] of [
  ["iosxe", "ios-10000-?.cfg"],
  ["iosxe", "ios-40000-?.cfg"],
  ["frr", "frr-10000-?.conf"],
]) {
  const [a, b] = ["a", "b"].map((side) => join(directory, file.replace("?", side)));
  if (existsSync(a)) show(file, name, readFileSync(a, "utf8"), readFileSync(b, "utf8"), 10);
  else console.log(`not run: ${a} is not here`);
}
for (const count of [2000, 8000]) {
  const routes = (hop) =>
    rows(count, (index) => `ip route ${net(index)}.0 255.255.255.0 192.0.2.${hop}`);
  show(`${count} static routes, all changed`, "iosxe", routes(1), routes(2), 8);
}
for (const count of [500, 2000]) {
  const neighbors = (word) =>
    `router bgp 65000\n${rows(count, (i) => `   neighbor ${net(i)}.1 remote-as 65001\n   neighbor ${net(i)}.1 description ${word}${i}`)}`;
  show(`${count} neighbour descriptions, all changed`, "eos", neighbors("a"), neighbors("b"), 8);
}
for (const count of [1000, 4000]) {
  const list = (top, isNumbered) =>
    `ip access-list extended X\n${top}${rows(count, (i) => ` ${isNumbered ? `${i + 1}0 ` : ""}permit tcp host ${net(i)}.1 any eq 80`)}`;
  show(
    `one entry on top of ${count}`,
    "iosxe",
    list("", true),
    list(" 5 permit icmp any any\n", true),
    8,
  );
  show(
    `one entry on top of ${count}, no numbers`,
    "iosxe",
    list("", true),
    list(" permit icmp any any\n", false),
    8,
  );
}

const pair = ["a", "b"].map((side) => join(directory, `ios-10000-${side}.cfg`));
if (Number(deviceCount) > 0 && existsSync(pair[0])) {
  const [a, b] = pair.map((file) => readFileSync(file, "utf8"));
  const start = performance.now();
  // Every device is another text: addresses and names of its own.
  for (let device = 0; device < Number(deviceCount); device++) {
    const own = (text) =>
      text.replaceAll("circuit ", `circuit ${device}-`).replaceAll("static-", `static-${device}-`);
    whole("iosxe", own(a), own(b));
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${deviceCount} devices: ${seconds.toFixed(1)} s, ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`,
  );
}
