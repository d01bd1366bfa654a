import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Box } from "../../src/lab/lab.ts";
import type { Need } from "./support.ts";

/** Debian's Python: another one in front of it in PATH does not see Debian's modules. */
const python = "/usr/bin/python3";

/** What the tests with netmiko need. */
export const netmikoNeeds: readonly Need[] = [
  { ask: [python, "-c", "import netmiko"], debian: "python3-netmiko" },
];

const deviceTypes = { csr1000v: "cisco_ios", vsrx: "juniper_junos", veos: "arista_eos" } as const;

type Answer = { readonly said: string } | { readonly error: string; readonly text: string };

/** A connection of netmiko with the stock driver of the box's platform. */
export class Netmiko {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor() {
    this.#child = spawn(python, [join(import.meta.dirname, "netmiko-client.py")]);
    const lines: Interface = createInterface(this.#child.stdout);
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** Logs in; throws netmiko's exception where the box does not let it in. */
  static async open(box: Box, { user = box.user, password = box.password } = {}): Promise<Netmiko> {
    const client = new Netmiko();
    const device = {
      device_type: deviceTypes[box.product],
      ...{ host: box.host, port: box.port, username: user, password, secret: box.password },
    };
    try {
      await client.#ask({ open: device });
      return client;
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  /** Calls a method of the connection by its name in netmiko. */
  async call(name: string, args: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return await this.#ask({ call: name, with: args });
  }

  async show(command: string): Promise<string> {
    return await this.call("send_command", { command_string: command });
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    await new Promise<void>((resolve) => {
      if (this.#child.exitCode !== null) resolve();
      else this.#child.once("close", () => resolve());
    });
  }

  async #ask(request: object): Promise<string> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value } = await this.#lines.next();
    const answer = JSON.parse(value ?? '{"error":"Ended","text":""}') as Answer;
    if ("error" in answer) throw new Error(`${answer.error}: ${answer.text}`);
    return answer.said;
  }
}
