// One way of pushing in a process of its own, so that its CPU and its memory are nobody else's. Usage: runner.mjs NAME
const ways = {
  "bare-loop": () => import("./bare-loop.mjs"),
  "two-logins": () => import("./two-logins.mjs"),
  "bare-transaction": () => import("./bare-transaction.mjs"),
  transaction: () => import("./transaction.mjs"),
  "ssh-xargs": () => import("./ssh-xargs.mjs"),
  netmiko: () => import("./netmiko.mjs"),
};
const { prepare } = await ways[process.argv[2]]();

process.once("message", async (boxes) => {
  const push = await prepare(boxes);
  globalThis.gc?.();
  process.send("ready");
  await new Promise((resolve) => process.once("message", resolve));
  let before;
  let start;
  const begin = () => {
    before = process.cpuUsage();
    start = performance.now();
  };
  begin();
  const { cpuSeconds = 0 } = (await push(begin)) ?? {};
  const wallSeconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const rssMb = process.memoryUsage().rss / 2 ** 20;
  const taken = { wallSeconds, cpuSeconds: cpuSeconds || (user + system) / 1e6, rssMb };
  process.send(taken, () => process.exit(0));
});
