// A change of 50 lines on many boxes at once: netctl's sessions through all phases of a transaction, beside a bare ssh2
// loop that only pushes the same lines. Usage: tsc && node test/bench/push.mjs [COUNT,COUNT…] [RTT,RTT…]
import { fork } from "node:child_process";
import ssh2 from "ssh2";
import { builtInPlatforms } from "../../dist/platform/built-in-platforms.js";
import { parseKnownHosts } from "../../dist/session/known-hosts.js";
import { Session } from "../../dist/session/session.js";

const list = (text, otherwise) => (text ?? otherwise).split(",").map(Number);
const counts = list(process.argv[2], "20,100,300");
const rtts = list(process.argv[3], "0,20,100");
const texts = Array.from({ length: 50 }, (_, index) => `ip host bench-${index} 192.0.2.${index}`);
const change = {
  id: "bench1",
  minutes: 5,
  lines: texts.map((text) => ({ text, answers: "prompt", places: [] })),
};
const platform = builtInPlatforms.get("iosxe");

/** The phases of a transaction, with a barrier behind each. */
async function transaction({ ports, hostKey }) {
  const [type, blob] = hostKey.split(" ");
  const open = (port, echoes) =>
    Session.open({
      platform,
      echoes,
      target: { device: `p${port}`, host: "127.0.0.1", port, user: "bench", password: "x" },
      knownHosts: parseKnownHosts(`[127.0.0.1]:${port} ${type} ${blob}\n`, "known_hosts"),
    });
  const all = (act) => Promise.all(ports.map((port, index) => act(port, index)));
  const sessions = await all((port) => open(port));
  const each = (act) => all((_, index) => act(sessions[index]));
  await each((session) => session.performAndLook("ready", change));
  await each(async (session) => {
    await session.read();
    if ((await session.performAndAsk("trial", change)) !== "ours") throw new Error("not pending");
  });
  await all(async (port, index) => {
    const another = await open(port, sessions[index].echoes);
    const { running } = await another.look(change.id);
    if (!running.includes(texts.at(-1))) throw new Error("not there");
    another.close();
  });
  await each(async (session) => {
    if ((await session.pending(change.id)) !== "ours") throw new Error("not pending");
    await session.performAndLook("confirm", change);
  });
  await each((session) => session.perform("save", change));
  for (const session of sessions) session.close();
}

/** Logs in, types everything at once, waits for the last prompt. */
async function bareLoop({ ports }) {
  const one = (port) =>
    new Promise((resolve, reject) => {
      const client = new ssh2.Client();
      client.on("error", reject);
      client.on("ready", () =>
        client.shell((error, channel) => {
          if (error) return reject(error);
          let text = "";
          channel.on("data", (data) => {
            text += data;
            if (!text.includes("[OK]")) return;
            client.end();
            resolve();
          });
          channel.write(["configure terminal", ...texts, "end", "write memory", ""].join("\r"));
        }),
      );
      client.connect({
        host: "127.0.0.1",
        port,
        username: "bench",
        password: "x",
        authHandler: ["password"],
      });
    });
  await Promise.all(ports.map(one));
}

/** Runs `push` on fresh boxes; what it took, after checking that every box holds exactly the lines. */
async function measured(push, count, rtt) {
  const child = fork(new URL("light-boxes.mjs", import.meta.url), [String(count), String(rtt)]);
  const next = () => new Promise((resolve) => child.once("message", resolve));
  const boxes = await next();
  const cpu = process.cpuUsage();
  const start = performance.now();
  await push(boxes);
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  child.send("lines?");
  const held = await next();
  child.kill();
  const isRight = held.every((lines) => lines.join("\n") === texts.join("\n"));
  if (!isRight) throw new Error("a box does not hold exactly the lines");
  const rss = process.memoryUsage().rss / 2 ** 20;
  return { wall, cpu: (user + system) / 1000 / count, rss };
}

console.log(
  "devices  rtt ms | transaction: wall s  CPU ms/device  round trips  RSS MB | bare loop: wall s  CPU ms/device | ratio",
);
await measured(bareLoop, 5, 0);
await measured(transaction, 5, 0);
for (const count of counts)
  for (const rtt of rtts) {
    const bare = await measured(bareLoop, count, rtt);
    const whole = await measured(transaction, count, rtt);
    const trips = rtt >= 100 ? (whole.wall / rtt).toFixed(1) : "-";
    const columns = [
      String(count).padStart(7),
      String(rtt).padStart(7),
      `| ${(whole.wall / 1000).toFixed(2).padStart(19)}`,
      whole.cpu.toFixed(2).padStart(14),
      trips.padStart(12),
      whole.rss.toFixed(0).padStart(7),
      `| ${(bare.wall / 1000).toFixed(2).padStart(17)}`,
      bare.cpu.toFixed(2).padStart(14),
      `| ${(whole.wall / bare.wall).toFixed(1)}`,
    ];
    console.log(columns.join(" "));
  }
process.exit(0);
