// Many small boxes in one process for the bench: an IOS-like command line behind real SSH, with a latency.
// Usage: node light-boxes.mjs COUNT RTT_MS; prints one line of JSON with the ports and the host key.
import { createServer } from "node:net";
import { Duplex } from "node:stream";
import ssh2 from "ssh2";

const [count, rtt] = process.argv.slice(2).map(Number);
const key = ssh2.utils.generateKeyPairSync("ecdsa", { bits: 256 });
const filler = Array.from(
  { length: 300 },
  (_, index) => `ip route 10.${index >> 8}.${index & 255}.0 255.255.255.0 Null0`,
);

/** Delays both directions of a socket by half a round trip. */
function delayed(socket) {
  if (!rtt) return socket;
  const later = (act) => setTimeout(act, rtt / 2);
  const duplex = new Duplex({
    read() {},
    write(chunk, _encoding, done) {
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
  socket.on("data", (chunk) => later(() => duplex.push(chunk)));
  socket.on("end", () => later(() => duplex.push(null)));
  socket.on("error", () => duplex.destroy());
  return duplex;
}

function box(name) {
  const lines = new Set();
  let pending = false;
  const show = () =>
    ["Building configuration...", "", "!", ...filler, ...lines, "end", ""].join("\r\n");
  const exec = (line, state) => {
    if (line.startsWith("configure terminal")) {
      state.config = true;
      pending ||= line.includes("revert");
      return "Enter configuration commands, one per line.  End with CNTL/Z.\r\n";
    }
    if (line === "configure confirm") pending = false;
    if (line === "show running-config") return `${show()}\r\n`;
    if (line === "show archive") return "The maximum archive configurations allowed is 14.\r\n";
    if (line === "show archive config rollback timer")
      return pending
        ? "Time configured(or reconfigured): now\r\nTimer type: absolute timer\r\nTimer value: 5 min\r\nUser: bench\r\n"
        : "%No Rollback Confirmed Change pending\r\n";
    if (line === "write memory") return "Building configuration...\r\n[OK]\r\n";
    return "";
  };
  return {
    lines,
    serve: (channel) => {
      const state = { config: false };
      const prompt = () => `${name}${state.config ? "(config)" : ""}#`;
      let input = "";
      channel.write(prompt());
      channel.on("data", (data) => {
        input += data.toString();
        let out = "";
        for (let end = input.indexOf("\r"); end >= 0; end = input.indexOf("\r")) {
          const line = input.slice(0, end);
          input = input.slice(end + 1);
          out += `${line}\r\n`;
          if (!state.config) out += exec(line, state);
          else if (line === "end") state.config = false;
          else lines.add(line);
          out += prompt();
        }
        if (out !== "") channel.write(out);
      });
      channel.on("error", () => undefined);
    },
  };
}

const boxes = [];
const ports = [];
for (let index = 0; index < count; index++) {
  const one = box(`r${index}`);
  boxes.push(one);
  const net = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    const server = new ssh2.Server({ hostKeys: [key.private] }, (client) => {
      client.on("error", () => undefined);
      client.on("authentication", (context) =>
        context.method === "password" ? context.accept() : context.reject(["password"]),
      );
      client.on("session", (accept) => {
        const session = accept();
        session.on("pty", (yes) => yes?.());
        session.on("shell", (yes) => one.serve(yes()));
      });
    });
    server.injectSocket(delayed(socket));
  });
  await new Promise((resolve) => net.listen(0, "127.0.0.1", 1024, resolve));
  ports.push(net.address().port);
}
process.on("message", () => process.send(boxes.map(({ lines }) => [...lines])));
process.send({ ports, hostKey: key.public });
