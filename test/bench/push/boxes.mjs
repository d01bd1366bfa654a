// Many small boxes in one process for the bench: an IOS-like command line behind real SSH, with a latency, its state
// in memory. They answer at once: the limits of a real terminal line are not in here. Usage: boxes.mjs COUNT RTT_MS
import { createServer } from "node:net";
import { Duplex } from "node:stream";
import ssh2 from "ssh2";

const [count, rtt] = process.argv.slice(2).map(Number);
const key = ssh2.utils.generateKeyPairSync("ecdsa", { bits: 256 });
const filler = Array.from(
  { length: 300 },
  (_, index) => `ip route 10.${index >> 8}.${index & 255}.0 255.255.255.0 Null0`,
);

/** Delays both directions of a socket by half a round trip, and counts how often the client spoke after an answer. */
function far(socket, box) {
  let wasAnswered = true;
  const heard = () => {
    if (wasAnswered) box.trips += 1;
    wasAnswered = false;
  };
  const later = (act) => (rtt ? setTimeout(act, rtt / 2) : act());
  const duplex = new Duplex({
    read() {},
    write(chunk, _encoding, done) {
      wasAnswered = true;
      later(() => socket.writable && socket.write(chunk));
      done();
    },
    final(done) {
      later(() => socket.end());
      done();
    },
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  socket.on("data", (chunk) =>
    later(() => {
      heard();
      duplex.push(chunk);
    }),
  );
  socket.on("end", () => later(() => duplex.push(null)));
  socket.on("error", () => duplex.destroy());
  return duplex;
}

function makeBox(name) {
  const box = { lines: new Set(), saved: [], isPending: false, trips: 0 };
  const exec = (line, state) => {
    if (line.startsWith("conf") && line.includes(" t")) {
      state.isConfiguring = true;
      box.isPending ||= line.includes("revert");
      return "Enter configuration commands, one per line.  End with CNTL/Z.\r\n";
    }
    if (line === "configure confirm") box.isPending = false;
    if (line === "show running-config")
      return `${["Building configuration...", "", "!", ...filler, ...box.lines, "end", ""].join("\r\n")}\r\n`;
    if (line === "show archive") return "The maximum archive configurations allowed is 14.\r\n";
    if (line === "show archive config rollback timer")
      return box.isPending
        ? "Time configured(or reconfigured): now\r\nTimer type: absolute timer\r\nTimer value: 5 min\r\nUser: bench\r\n"
        : "%No Rollback Confirmed Change pending\r\n";
    if (!line.startsWith("write mem")) return "";
    box.saved = [...box.lines];
    return "Building configuration...\r\n[OK]\r\n";
  };
  const serve = (channel) => {
    const state = { isConfiguring: false };
    const prompt = () => `${name}${state.isConfiguring ? "(config)" : ""}#`;
    let input = "";
    channel.write(prompt());
    const answer = (line) => {
      if (!state.isConfiguring) return exec(line, state);
      if (line === "end") state.isConfiguring = false;
      else if (line !== "") box.lines.add(line);
      return "";
    };
    channel.on("data", (data) => {
      const typed = `${input}${data}`.replaceAll("\r\n", "\r").replaceAll("\n", "\r").split("\r");
      input = typed.pop();
      const out = typed.map((line) => `${line}\r\n${answer(line)}${prompt()}`).join("");
      if (out !== "") channel.write(out);
      if (!typed.includes("exit")) return;
      channel.exit(0);
      channel.end();
    });
    channel.on("error", () => undefined);
  };
  return Object.assign(box, { serve });
}

async function listen(box) {
  const net = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    const server = new ssh2.Server({ hostKeys: [key.private] }, (client) => {
      client.on("error", () => undefined);
      client.on("authentication", (context) =>
        ["password", "publickey"].includes(context.method)
          ? context.accept()
          : context.reject(["password", "publickey"]),
      );
      client.on("session", (accept) => {
        const session = accept();
        session.on("pty", (yes) => yes?.());
        session.on("env", (yes) => yes?.());
        session.on("window-change", (yes) => yes?.());
        session.on("shell", (yes) => box.serve(yes()));
      });
    });
    server.injectSocket(far(socket, box));
  });
  await new Promise((resolve) => net.listen(0, "127.0.0.1", 1024, resolve));
  return net.address().port;
}

const boxes = Array.from({ length: count }, (_, index) => makeBox(`r${index}`));
const ports = [];
for (const box of boxes) ports.push(await listen(box));
process.on("message", (word) => {
  if (word === "forget") for (const box of boxes) box.trips = 0;
  else
    process.send(
      boxes.map(({ lines, saved, isPending, trips }) => ({
        ...{ lines: [...lines], saved, isPending, trips },
      })),
    );
});
process.send({ ports, hostKey: key.public.split(" ").slice(0, 2).join(" ") });
