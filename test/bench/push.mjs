// A change of 50 lines on many boxes at once: netctl's whole apply, beside the bare ssh2 loop and blind `ssh` that
// push the same lines without any, beside what two logins and the bare dialogue of a transaction cost alone, and beside
// netmiko where it is installed. Every box is asked afterwards what it holds. Usage: tsc && node test/bench/push.mjs [COUNT,COUNT…] [RTT_MS,RTT_MS…]
import { fork, spawnSync } from "node:child_process";
import { lines } from "./push/change.mjs";

const list = (text, otherwise) => (text ?? otherwise).split(",").map(Number);
const counts = list(process.argv[2], "20,100,300,1000");
const rtts = list(process.argv[3], "0,20,100");
/** Netmiko takes a minute for three hundred boxes. */
const netmikoMost = 100;
const { status } = spawnSync("/usr/bin/python3", ["-c", "import netmiko"], { stdio: "ignore" });
const hasNetmiko = status === 0;

const farmProgram = new URL("push/boxes.mjs", import.meta.url);
const runnerProgram = new URL("push/runner.mjs", import.meta.url);
const next = (child) =>
  new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`it ended with ${code}`)));
  });

/** Has `name` push to fresh boxes; what it took, after checking what every box holds. */
async function measured(name, count, rtt) {
  const farm = fork(farmProgram, [String(count), String(rtt)]);
  const boxes = await next(farm);
  const runner = fork(runnerProgram, [name], { execArgv: ["--expose-gc"] });
  runner.send(boxes);
  await next(runner);
  farm.send("forget");
  runner.send("go");
  const taken = await next(runner);
  farm.send("tell");
  const held = await next(farm);
  farm.removeAllListeners("exit");
  farm.kill();
  const wanted = lines.join("\n");
  const isRight = (box) =>
    box.lines.join("\n") === wanted && box.saved.join("\n") === wanted && !box.isPending;
  const isPushing = name !== "two-logins";
  if (isPushing && !held.every(isRight))
    throw new Error(`${name}: a box does not hold exactly the lines`);
  return { ...taken, trips: held.reduce((sum, { trips }) => sum + trips, 0) / count };
}

const heads = [
  "devices",
  "rtt ms",
  "",
  "wall s",
  "x bare",
  "CPU ms/device",
  "round trips",
  "RSS MB",
];
const widths = [7, 7, -16, 8, 7, 14, 12, 7];
const row = (cells) =>
  cells
    .map((cell, index) =>
      widths[index] < 0 ? cell.padEnd(-widths[index]) : cell.padStart(widths[index]),
    )
    .join(" ");
console.log(row(heads));
for (const count of counts)
  for (const rtt of rtts) {
    const names = ["bare-loop", "two-logins", "bare-transaction", "transaction", "ssh-xargs"];
    if (hasNetmiko && count <= netmikoMost) names.push("netmiko");
    let bare = 0;
    for (const name of names) {
      const { wallSeconds, cpuSeconds, rssMb, trips } = await measured(name, count, rtt);
      if (name === "bare-loop") bare = wallSeconds;
      const isOurs = !["ssh-xargs", "netmiko"].includes(name);
      console.log(
        row([
          String(count),
          String(rtt),
          name,
          wallSeconds.toFixed(2),
          (wallSeconds / bare).toFixed(1),
          ((cpuSeconds * 1000) / count).toFixed(2),
          rtt > 0 ? trips.toFixed(1) : "-",
          isOurs ? rssMb.toFixed(0) : "-",
        ]),
      );
    }
  }
