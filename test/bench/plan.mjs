// Figures, not tests: node test/bench/plan.mjs [SWITCHES], after `npm run build`. What `netctl plan --offline` costs, the
// whole process, on a fabric and on one router with 10,000 lines: with nothing kept from an earlier run, again with
// nothing changed, and after one edited service. Beside it what cannot be had for less: a start that does nothing, a
// look at every file (git status), and a loop that reads them all.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFabric, makeRouter } from "./networks.mjs";

const [switches = "1000", runs = "3"] = process.argv.slice(2);
const packageRoot = join(import.meta.dirname, "../..");
const netctl = join(packageRoot, "dist/cli/main.js");
const folder = mkdtempSync(join(tmpdir(), "netctl-bench-"));

/** Least processor and wall time of some runs with their children, in milliseconds, and what the last one said. */
function least(root, words, before) {
  let best = { cpu: Infinity, wall: Infinity, out: "" };
  for (let run = 0; run < Number(runs); run++) {
    before?.(run);
    const [cpuBefore, start] = [cpuOfChildren(), performance.now()];
    const child = spawnSync(words[0], words.slice(1), {
      ...{ cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
    });
    if (child.status !== 0) throw new Error(child.stderr);
    const wall = performance.now() - start;
    const cpu = cpuOfChildren() - cpuBefore;
    best = { cpu: Math.min(best.cpu, cpu), wall: Math.min(best.wall, wall), out: child.stdout };
  }
  return best;
}

/** Processor time of all children that have ended, and of theirs, in milliseconds: Linux counts it in ticks of 10. */
function cpuOfChildren() {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1].split(" ");
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

function show(title, { cpu, wall, out }) {
  const last = out.trimEnd().split("\n").at(-1).slice(0, 60);
  const [left, right] = [cpu, wall].map((each) => each.toFixed(0).padStart(8));
  console.log(`  ${title.padEnd(32)}${left}${right}  ${last}`);
}

const readAll = `
  const { execFileSync } = require("node:child_process");
  const { readFileSync } = require("node:fs");
  const paths = execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" }).split("\\0").filter(Boolean);
  console.log(paths.reduce((sum, path) => sum + readFileSync(path, "utf8").length, 0) + " characters");`;

function figures(title, make) {
  const root = join(folder, title.replaceAll(/\W/g, "-"));
  const { path, edit } = make(root);
  const file = join(root, path);
  const text = readFileSync(file, "utf8");
  const plan = [process.execPath, netctl, "plan", "--offline"];
  const forget = () => rmSync(join(root, ".git/netctl/cache"), { recursive: true, force: true });
  console.log(`${title.padEnd(34)}${"cpu ms".padStart(8)}${"wall ms".padStart(8)}`);
  show("netctl --version", least(root, [process.execPath, netctl, "--version"]));
  show("git status", least(root, ["git", "status", "--short", "--branch"]));
  show("read every file", least(root, [process.execPath, "-e", readAll]));
  show("full plan, nothing kept", least(root, plan, forget));
  // Files that were written a moment ago are read once more.
  show("plan again", least(root, plan));
  show(
    "plan after one edited service",
    least(root, plan, (run) => writeFileSync(file, edit(text, run))),
  );
}

try {
  figures(`${switches} switches`, (root) => makeFabric(root, packageRoot, Number(switches)));
  figures("one router, 10,000 lines", (root) => makeRouter(root, packageRoot));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
