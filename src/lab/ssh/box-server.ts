import { createServer, type Server as NetServer, type Socket } from "node:net";
import ssh2, { type Connection, type ServerChannel, type Session } from "ssh2";
import type { Box } from "../box.ts";
import type { Login } from "../device.ts";
import { cliLoop } from "../terminal/cli-loop.ts";
import { Terminal } from "../terminal/terminal.ts";
import { authenticate } from "./authenticate.ts";
import { FarSocket } from "./far-socket.ts";
import type { HostKeys } from "./host-keys.ts";

/** How a box is reached: its host keys, the clients' keys it knows, and how far away it is. */
export type Door = {
  readonly keys: HostKeys;
  readonly authorizedKeys: readonly string[];
  readonly rttMs: number;
};

/** A single command is answered whatever faults are meant for typed ones. */
const noEnds = { cut: (): void => undefined, gone: (): void => undefined };

/** The door of one box: a TCP port on 127.0.0.1 that speaks SSH as the device does, or refuses. */
export class BoxServer {
  readonly #box: Box;
  readonly #door: Door;
  #net: NetServer | undefined;
  port = 0;

  constructor(box: Box, door: Door) {
    this.#box = box;
    this.#door = door;
  }

  /** Opens the port; the wished one where it is free, else another. */
  async listen(wishedPort: number): Promise<void> {
    try {
      await this.#listen(wishedPort);
    } catch (error) {
      if (wishedPort === 0 || this.port !== 0) throw error;
      await this.#listen(0);
    }
  }

  /** Opens or closes the port as the `unreachable` fault says. */
  async refresh(): Promise<void> {
    const isWanted = !this.#box.faults.has("unreachable");
    if (isWanted && this.#net === undefined) await this.#listen(this.port);
    if (!isWanted && this.#net !== undefined) {
      this.#net.close();
      this.#net = undefined;
      this.#box.cutAll();
    }
  }

  close(): void {
    this.#net?.close();
    this.#box.cutAll();
  }

  async #listen(port: number): Promise<void> {
    const net = createServer((socket) => this.#welcome(socket));
    await new Promise<void>((resolve, reject) => {
      net.once("error", reject);
      net.listen(port, "127.0.0.1", resolve);
    });
    net.on("error", (error) => this.#box.write(`! port: ${error.message}`));
    const address = net.address();
    if (typeof address === "object" && address !== null) this.port = address.port;
    this.#net = net;
  }

  #welcome(socket: Socket): void {
    const { sockets, device, faults } = this.#box;
    socket.on("error", (error) => this.#box.write(`! socket: ${error.message}`));
    const limit = faults.has("one-session") ? 1 : device.maxSessions;
    if (sockets.size >= limit) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("close", () => sockets.delete(socket));
    const server = this.#sshServer();
    server.on("connection", (client) => this.#serve(client, socket));
    server.on("error", (error: Error) => this.#box.write(`! ssh: ${error.message}`));
    const { rttMs } = this.#door;
    // A stream with a remote address is all that the server asks of a socket.
    const near = rttMs > 0 ? (new FarSocket(socket, rttMs) as unknown as Socket) : socket;
    server.injectSocket(near);
  }

  #sshServer(): ssh2.Server {
    const { device, faults } = this.#box;
    const isOld = faults.has("old-algorithms");
    const kind = faults.has("changed-host-key") ? "changed" : "usual";
    return new ssh2.Server({
      hostKeys: [this.#door.keys.get(isOld ? "rsa" : kind)],
      ident: device.ident,
      ...(device.banner() === "" ? {} : { banner: device.banner() }),
      ...(isOld ? { algorithms: OLD_ALGORITHMS } : {}),
    });
  }

  #serve(client: Connection, socket: Socket): void {
    const { counts, device } = this.#box;
    let channels = 0;
    let user = "";
    client.on("error", (error: Error) => this.#box.write(`! client: ${error.message}`));
    authenticate(client, this.#box, this.#door.authorizedKeys, (name) => {
      user = name;
    });
    client.on("ready", () => {
      counts.logins++;
    });
    client.on("session", (accept, reject) => {
      channels++;
      if (channels > device.channelsPerConnection) reject();
      else this.#session(accept(), { client, socket, user });
    });
  }

  #session(session: Session, connection: Connected): void {
    let pty: { cols: number; rows: number } | undefined;
    let terminal: Terminal | undefined;
    const { style } = this.#box.device;
    session.on("pty", (accept, _reject, info) => {
      pty = { cols: info.cols, rows: info.rows };
      accept?.();
    });
    session.on("window-change", (accept, _reject, info) => {
      if (terminal !== undefined && info.cols > 0) terminal.width = info.cols;
      accept?.();
    });
    session.on("env", (accept) => accept?.());
    session.on("shell", (accept) => {
      const channel = accept();
      channel.on("error", () => undefined);
      terminal = new Terminal(channel, style, pty);
      this.#shell(terminal, channel, connection);
    });
    session.on("exec", (accept, _reject, info) => {
      const channel = accept();
      channel.on("error", () => undefined);
      this.#exec(info.command, new Terminal(channel, style), channel, connection);
    });
  }

  #login(terminal: Terminal, user: string, socket: Socket): Login {
    const { logins, faults } = this.#box;
    let line = 0;
    while (logins.has(line)) line++;
    terminal.oddities = (name) => faults.has(name);
    terminal.bufferBytes = () => faults.number("buffer");
    const login = { user, line, from: socket.remoteAddress ?? "127.0.0.1", terminal };
    logins.set(line, login);
    return login;
  }

  #shell(terminal: Terminal, channel: ServerChannel, { client, socket, user }: Connected): void {
    const box = this.#box;
    const login = this.#login(terminal, user, socket);
    const cli = box.device.open(login);
    const cut = (): void => {
      socket.destroy();
      terminal.closed();
    };
    const gone = (): void => {
      box.faults.set("unreachable", true);
      void this.refresh();
      terminal.closed();
    };
    cliLoop(cli, terminal, box.surroundings, box.listener(login.line, { cut, gone }))
      .catch((error: Error) => box.write(`! lab: ${error.stack ?? error.message}`))
      .finally(() => {
        box.logins.delete(login.line);
        if (terminal.isClosed) return;
        terminal.flush();
        channel.once("close", () => client.end());
        channel.exit(0);
        channel.end();
      });
  }

  /** One command without a terminal: no echo, no prompt, no pager (devices.md 2.4). */
  #exec(
    command: string,
    terminal: Terminal,
    channel: ServerChannel,
    { client, socket, user }: Connected,
  ): void {
    const box = this.#box;
    terminal.length = 0;
    const login = this.#login(terminal, user, socket);
    const cli = box.device.open(login);
    box.listener(login.line, noEnds).heard(cli.mode(), command, false);
    cli
      .type(command)
      .then((answer) => {
        terminal.write(answer.text);
        terminal.flush();
        if (box.device.channelsPerConnection === 1) channel.once("close", () => client.end());
        channel.exit(0);
        channel.end();
      })
      .catch((error: Error) => box.write(`! lab: ${error.message}`))
      .finally(() => {
        cli.gone();
        box.logins.delete(login.line);
      });
  }
}

type Connected = { readonly client: Connection; readonly socket: Socket; readonly user: string };

const OLD_ALGORITHMS: ssh2.Algorithms = {
  kex: [
    "diffie-hellman-group-exchange-sha1",
    "diffie-hellman-group14-sha1",
    "diffie-hellman-group1-sha1",
  ],
  serverHostKey: ["ssh-rsa"],
  cipher: ["aes128-cbc", "aes192-cbc", "aes256-cbc", "3des-cbc"],
  hmac: ["hmac-sha1"],
};
