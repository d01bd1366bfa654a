import ssh2 from "ssh2";
import type { Box } from "../../src/lab/lab.ts";

const LIMIT_MS = 8000;

/** A prompt at the end of what was received, in any mode of the three platforms; EOS's first follows an escape. */
export const PROMPT: RegExp = /(?:^|\n|\[5n)[\w.@-]+(?:\([\w.,-]+\))?[>#] ?$/;

/** A raw SSH terminal for tests: sends bytes, waits until the text so far matches. Knows nothing of netctl's sessions. */
export class ExpectClient {
  readonly client: ssh2.Client;
  readonly channel: ssh2.ClientChannel;
  /** Everything received since the last `expect`. */
  received = "";
  isClosed = false;
  #wake: (() => void) | undefined;

  private constructor(client: ssh2.Client, channel: ssh2.ClientChannel) {
    this.client = client;
    this.channel = channel;
    channel.on("data", (bytes: Buffer) => {
      this.received += bytes.toString("utf8");
      this.#wake?.();
    });
    for (const event of ["close", "end"])
      channel.on(event, () => {
        this.isClosed = true;
        this.#wake?.();
      });
    client.on("error", () => undefined);
    client.on("close", () => {
      this.isClosed = true;
      this.#wake?.();
    });
  }

  static async open(
    box: Box,
    options: ssh2.ConnectConfig = {},
    pty: ssh2.PseudoTtyOptions | false = { cols: 200, rows: 24 },
  ): Promise<ExpectClient> {
    const client = await connect(box, options);
    return await new Promise<ExpectClient>((resolve, reject) => {
      client.shell(pty, (error, channel) => {
        if (error) reject(error);
        else resolve(new ExpectClient(client, channel));
      });
    });
  }

  /** Waits until the text received matches, answers and forgets it. */
  async expect(pattern: RegExp): Promise<string> {
    const until = Date.now() + LIMIT_MS;
    for (;;) {
      const found = pattern.exec(this.received);
      if (found !== null) {
        const end = found.index + found[0].length;
        const text = this.received.slice(0, end);
        this.received = this.received.slice(end);
        return text;
      }
      const left = until - Date.now();
      if (left <= 0 || this.isClosed)
        throw new Error(
          `no ${pattern} in ${JSON.stringify(this.received)} (closed ${this.isClosed})`,
        );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  send(text: string): void {
    this.channel.write(text);
  }

  /** Sends a line and answers what came between its echo and the next prompt, with plain line breaks. */
  async run(line: string, prompt: RegExp = PROMPT): Promise<string> {
    this.send(`${line}\n`);
    const text = (await this.expect(prompt)).replaceAll("\r", "");
    return text.slice(text.indexOf("\n") + 1, text.lastIndexOf("\n") + 1);
  }

  /** Sends lines one after the other and answers what the device said to the last. */
  async all(...lines: readonly string[]): Promise<string> {
    let answer = "";
    for (const line of lines) answer = await this.run(line);
    return answer;
  }

  /** The prompt that an empty line brings. */
  async prompt(): Promise<string> {
    this.send("\n");
    const text = (await this.expect(PROMPT)).replaceAll("\r", "");
    return text.slice(text.lastIndexOf("\n") + 1);
  }

  /** Waits until the other side has ended the connection. */
  async closed(): Promise<void> {
    const until = Date.now() + LIMIT_MS;
    while (!this.isClosed && Date.now() < until)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, 100);
      });
    if (!this.isClosed) throw new Error("the connection is still open");
  }

  close(): void {
    this.client.end();
  }
}

/** An authenticated connection to a box. */
export async function connect(box: Box, options: ssh2.ConnectConfig = {}): Promise<ssh2.Client> {
  const client = new ssh2.Client();
  client.on("keyboard-interactive", (_name, _text, _language, prompts, answer) =>
    answer(prompts.map(() => options.password ?? box.password)),
  );
  return await new Promise<ssh2.Client>((resolve, reject) => {
    client.on("ready", () => resolve(client));
    client.on("error", reject);
    client.connect({
      host: box.host,
      port: box.port,
      username: box.user,
      password: box.password,
      tryKeyboard: true,
      readyTimeout: LIMIT_MS,
      ...options,
    });
  });
}
