// Figures, not tests, after `npm run build`:
//   node test/bench/change-sets.mjs                  one pair after the other, each many times in a process of its own; then the whole program
//   node test/bench/change-sets.mjs --devices 1000   one device after the other, each with lines of its own
// Beside each figure stands a reference of the same run: the bare difference of lines under the same parent, without
// grammar, order, effects, simulation or way back. On a machine that does other work too, believe the least.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeSet } from "../../dist/config/change-set-of.js";
import { parseConfig } from "../../dist/config/parse-config.js";
import { grammar as eos } from "../../dist/platform/eos/grammar.js";
import { grammar as frr } from "../../dist/platform/frr/grammar.js";
import { grammar as iosxe } from "../../dist/platform/iosxe/grammar.js";
import {
  entryOnTop,
  generatedPair,
  neighborDescriptions,
  ofDevice,
  removedNeighbors,
  staticRoutes,
  swappedAddresses,
} from "./pairs.mjs";

const platforms = { iosxe, eos, frr };

/** From two texts to a change set that was simulated, forth and back. */
function whole(name, [a, b]) {
  const platform = { name, grammar: platforms[name] };
  const running = parseConfig(a, platform).config;
  const candidate = parseConfig(b, platform).config;
  return changeSet({ platform, applied: running, candidate, running, ownership: "declared" });
}

function reference([a, b]) {
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

/** Milliseconds of the processor and of the clock that some work takes. */
function measured(work) {
  const used = process.cpuUsage();
  const start = performance.now();
  const result = work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { result, wall, processor: (user + system) / 1000 };
}

function timed(work, runs) {
  const all = Array.from({ length: runs }, () => measured(work));
  const sorted = (name) => all.map((one) => one[name]).sort((x, y) => x - y);
  return {
    first: all[0].wall,
    processor: sorted("processor")[0],
    middle: sorted("wall")[runs >> 1],
  };
}

const megabytes = () => (process.memoryUsage.rss() / 1e6).toFixed(0);
const column = (text) => String(text).padStart(10);

/** What is compared, with the figure we aim at in milliseconds. `pair` is undefined where its generator is not there. */
const rows = [
  ...[
    ["iosxe", 10_000, 40],
    ["iosxe", 40_000, 200],
    ["frr", 10_000, ""],
  ].map(([name, lines, target]) => ({
    ...{ title: `${name}, about ${lines} lines, 1 %`, target, name },
    pair: () => generatedPair(name, lines),
  })),
  ...[
    ["static routes", "iosxe", staticRoutes, [2000, ""], [8000, 40]],
    ["neighbour descriptions", "eos", neighborDescriptions, [500, ""], [2000, 20]],
    ["entries and one on top", "iosxe", (n) => entryOnTop(n, true), [1000, ""], [4000, 30]],
    ["the same without numbers", "iosxe", (n) => entryOnTop(n, false), [1000, ""], [4000, 30]],
    ["addresses swapped in pairs", "iosxe", swappedAddresses, [250, ""], [1000, ""]],
    ["neighbours removed", "iosxe", removedNeighbors, [250, ""], [1000, ""]],
  ].flatMap(([what, name, make, ...sizes]) =>
    sizes.map(([count, target]) => ({
      ...{ title: `${count} ${what}`, target, name },
      pair: () => make(count),
    })),
  ),
];

/** One row, in a process that has seen nothing else: what another pair left behind is not its price. */
function showRow({ title, target, name, pair: make }, runs = 80) {
  const pair = make();
  if (pair === undefined) {
    console.log(`not run: ${title}: there is no ../shared/bench`);
    return;
  }
  const ours = timed(() => whole(name, pair), runs);
  const bare = timed(() => reference(pair), runs);
  const { forth, back } = whole(name, pair);
  const figures = [ours.processor, ours.middle, bare.processor, ours.first].map((ms) =>
    ms.toFixed(1),
  );
  const cells = [target, ...figures, forth.length, back.length, megabytes()];
  console.log(title.padEnd(40) + cells.map(column).join(""));
}

function showRows() {
  const heads = ["target", "least cpu", "mid wall", "bare cpu", "first", "forth", "back", "MB"];
  console.log("milliseconds".padEnd(40) + heads.map(column).join(""));
  for (const index of rows.keys()) {
    const { status } = spawnSync(process.execPath, [import.meta.filename, "--row", String(index)], {
      stdio: "inherit",
    });
    if (status !== 0) throw new Error(`${rows[index].title}: it ended with ${status}`);
  }
}

/** `netctl diff` from its start to its end, beside a program of Node's that does nothing. */
function showProgram(runs = 15) {
  const pair = generatedPair("iosxe", 10_000);
  if (pair === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), "netctl-bench-"));
  const files = ["a.cfg", "b.cfg"].map((name) => join(folder, name));
  files.forEach((file, side) => {
    writeFileSync(file, pair[side]);
  });
  const main = join(import.meta.dirname, "../../dist/cli/main.js");
  const all = ["diff", ...files, "--platform", "iosxe", "--quiet"];
  const wall = (args) => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { cwd: folder });
    if (status !== 0) throw new Error(`it ended with ${status}`);
    return performance.now() - start;
  };
  const least = (args) => Math.min(...Array.from({ length: runs }, () => wall(args))).toFixed(0);
  console.log(
    `netctl diff of 10,393 lines, whole program: ${least([main, ...all])} ms wall at least (target 250), of which Node alone ${least(["-e", "0"])}`,
  );
  rmSync(folder, { recursive: true });
}

function showFleet(count) {
  const pair = generatedPair("iosxe", 10_000);
  if (pair === undefined) {
    console.log("not run: there is no ../shared/bench");
    return;
  }
  let processor = 0;
  let wall = 0;
  let bare = 0;
  for (let device = 1; device <= count; device++) {
    const own = ofDevice(pair, device);
    const ours = measured(() => whole("iosxe", own));
    processor += ours.processor / 1000;
    wall += ours.wall / 1000;
    bare += measured(() => reference(own)).processor / 1000;
    if (device % 100 > 0 && device < count) continue;
    const most = (process.resourceUsage().maxRSS / 1000).toFixed(0);
    console.log(
      `${device} devices: ${processor.toFixed(1)} s cpu, ${wall.toFixed(1)} s wall, bare ${bare.toFixed(1)} s cpu, at most ${most} MB`,
    );
  }
}

const [option, count] = process.argv.slice(2);
if (option === "--devices") showFleet(Number(count));
else if (option === "--row") showRow(rows[Number(count)]);
else {
  showRows();
  showProgram();
}
