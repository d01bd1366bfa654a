// The reference: a loop over ssh2 that pushes the lines in one go and saves, without any transaction. It looks for one
// word at the end and at nothing else.
import ssh2 from "ssh2";
import { commands } from "./change.mjs";

/** Logs in to all, types `text`, waits for `sign` in what comes back. */
async function typeToAll(ports, text, sign) {
  const one = (port) =>
    new Promise((resolve, reject) => {
      const client = new ssh2.Client();
      client.on("error", reject);
      client.on("ready", () =>
        client.shell((error, channel) => {
          if (error) return reject(error);
          let said = "";
          channel.on("data", (data) => {
            said += data;
            if (!said.includes(sign)) return;
            client.end();
            resolve();
          });
          channel.write(text);
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

/** Nobody is logged in to beforehand: it is run as a script is, and netctl as a command, each for the first time. */
export async function prepare({ ports }) {
  return () => typeToAll(ports, [...commands, ""].join("\r"), "[OK]");
}
