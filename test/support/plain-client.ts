import { setTimeout as delay } from "node:timers/promises";
import { Client } from "ssh2";

/** What it takes to log in to a box of the lab. */
type Login = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
};

/**
 * Logs in as a person with a terminal would, has the running configuration printed and gives all that came back.
 * Shares nothing with netctl's own sessions.
 */
export async function plainClient({ host, port, user, password }: Login): Promise<string> {
  const client = new Client();
  await new Promise<void>((resolve, reject) => {
    client.once("ready", resolve).once("error", reject);
    client.connect({ host, port, username: user, password });
  });
  const text = await new Promise<string>((resolve, reject) => {
    client.shell((error, channel) => {
      if (error) return reject(error);
      let all = "";
      channel.on("data", (data: Buffer) => {
        all += data.toString();
        if (/more/i.test(all.split(/\r?\n/).at(-1) ?? "")) channel.write(" ");
      });
      channel.on("close", () => resolve(all));
      channel.write("enable\r");
      channel.write("terminal length 0\r");
      channel.write("show running-config\r");
      channel.write("show configuration | display set\r");
      void delay(1_500).then(() => channel.end("exit\r"));
    });
  });
  client.end();
  return text;
}
