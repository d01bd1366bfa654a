// The reference for a transaction: what netctl says to the boxes, said by a loop over ssh2 that looks for one word in
// each answer. Two logins, five readings, trial, confirm and save, everybody waiting for everybody in between; no plan,
// no echo matched to its line, no journal and no git. What this takes, no transaction over ssh2 is without.
import ssh2 from "ssh2";
import { lines } from "./change.mjs";

const read = ["show archive config rollback timer", "show running-config"];
const greeting = ["terminal length 0", "terminal width 511", "terminal no monitor"];

function login(port) {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.on("error", reject);
    client.on("ready", () =>
      client.shell((error, channel) => {
        if (error) return reject(error);
        const shell = { client, channel, said: "", look: () => undefined };
        channel.on("data", (data) => {
          shell.said += data;
          shell.look();
        });
        resolve(shell);
      }),
    );
    const user = { username: "bench", password: "x", authHandler: ["password"] };
    client.connect({ host: "127.0.0.1", port, ...user });
  });
}

/** Types `commands` in one go and gives what came, up to `sign`. */
function type(shell, commands, sign) {
  shell.said = "";
  return new Promise((resolve) => {
    shell.look = () => shell.said.includes(sign) && resolve(shell.said);
    shell.channel.write([...commands, ""].join("\r"));
  });
}

function refuseUnless(isRight, what) {
  if (!isRight) throw new Error(`a box does not say ${what}`);
}

export async function prepare({ ports }) {
  return async () => {
    const shells = await Promise.all(ports.map(login));
    const each = (work) => Promise.all(shells.map(work));
    const running = await each((shell) =>
      type(shell, [...greeting, "show running-config"], "end\r\n"),
    );
    await each(async (shell, index) => {
      const said = await type(shell, ["show archive", ...read], "end\r\n");
      refuseUnless(said.endsWith(running[index].slice(-1000)), "the same again");
    });
    await each(async (shell) => {
      await type(shell, ["show running-config"], "end\r\n");
      const change = ["configure terminal revert timer 5", ...lines, "end", read[0]];
      refuseUnless((await type(shell, change, "User: ")).includes("5 min"), "that a timer runs");
    });
    await each(async (_shell, index) => {
      const other = await login(ports[index]);
      const said = await type(other, [...greeting, ...read], "end\r\n");
      refuseUnless(
        lines.every((line) => said.includes(line)),
        "that it holds the lines",
      );
      other.client.end();
    });
    await each(async (shell) => {
      const said = await type(shell, [read[0], "configure confirm", ...read], "end\r\n");
      refuseUnless(said.includes("%No Rollback"), "that no timer runs");
    });
    await each(async (shell) => {
      await type(shell, ["write memory"], "[OK]");
      shell.client.end();
    });
  };
}
