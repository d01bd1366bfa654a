// Figures, not tests: node test/bench/plan.mjs [SWITCHES], after `npm run build`. What `netctl plan --offline` costs on a
// fabric with nothing kept from an earlier run, again with nothing changed, and after one edited service.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFabric } from "./fabric.mjs";

const [switches = "1000"] = process.argv.slice(2);
const packageRoot = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "netctl-bench-"));
const root = join(folder, "net");

/** Least processor and wall time of some runs, in milliseconds. */
function plan(runs, before) {
  let best = { cpu: Infinity, wall: Infinity, out: "" };
  for (let run = 0; run < runs; run++) {
    before?.(run);
    const start = performance.now();
    const program = `process.on("exit", () => { const u = process.resourceUsage(); process.stderr.write("cpu " + (u.userCPUTime + u.systemCPUTime)); });`;
    const hook = `data:text/javascript,${encodeURIComponent(program)}`;
    const child = spawnSync(
      process.execPath,
      ["--import", hook, join(packageRoot, "dist/cli/main.js"), "plan", "--offline"],
      { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    if (child.status !== 0) throw new Error(child.stderr);
    const cpu = Number(/cpu (\d+)/.exec(child.stderr)?.[1]) / 1000;
    const wall = performance.now() - start;
    best = { cpu: Math.min(best.cpu, cpu), wall: Math.min(best.wall, wall), out: child.stdout };
  }
  return best;
}

function show(title, { cpu, wall, out }) {
  const last = out.trimEnd().split("\n").at(-1);
  console.log(
    `${title.padEnd(34)}${cpu.toFixed(0).padStart(8)}${wall.toFixed(0).padStart(8)}  ${last}`,
  );
}

try {
  const { edited } = makeFabric(root, packageRoot, Number(switches));
  const forget = () => rmSync(join(root, ".git/netctl/cache"), { recursive: true, force: true });
  console.log(
    `${`${switches} switches`.padEnd(34)}${"cpu ms".padStart(8)}${"wall ms".padStart(8)}`,
  );
  show("full plan, nothing kept", plan(2, forget));
  show("plan again", plan(3));
  const file = join(root, edited);
  const text = readFileSync(file, "utf8");
  const edit = (run) => writeFileSync(file, `${text}mtu: ${9000 - run}\n`);
  show("plan after one edited service", plan(3, edit));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
