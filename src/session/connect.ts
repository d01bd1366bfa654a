import type { Socket } from "node:net";
import type { Client, ClientChannel, ConnectConfig } from "ssh2";
import { algorithms } from "./algorithms.ts";
import { connectError, hostKeyError, unreachable } from "./connect-error.ts";
import { type Judgement, judge, type KnownHost } from "./known-hosts.ts";
import { ssh2 } from "./libraries.ts";
import { loginMethods } from "./login-methods.ts";
import { openSocket } from "./open-socket.ts";
import type { Address, Target } from "./target.ts";

/** A connection with one shell on it. */
export type Connection = { readonly client: Client; readonly channel: ClientChannel };

/** Seconds for TCP, key exchange and authentication together, of each host on the way. */
const connectLimitSeconds = 30;

/** A host that says nothing for four times this long is given up. */
const keepaliveSeconds = 15;

/** Wider than any line we type before `terminal width` was answered; routers wrap or scroll what is longer. */
const terminal = { term: "vt100", cols: 511, rows: 1000 };

/**
 * Connects, through jump hosts where there are any, checks every host key on the way, logs in and opens a shell.
 * Errors: host-key, authentication, unreachable.
 */
export async function connect(target: Target, known: readonly KnownHost[]): Promise<Connection> {
  const client = await login(target, known);
  return { client, channel: await openShell(client, target) };
}

/** Addresses at both ends of a connection; none where it leads through a jump host. */
export type Wire = { readonly local?: string; readonly remote?: string };

/** The ends of a connection's own TCP. ssh2 keeps its socket to itself; a channel of a jump host has no addresses. */
export function wireOf(client: Client): Wire {
  const { _sock: socket } = client as unknown as { readonly _sock?: Partial<Socket> };
  const { localAddress: local, remoteAddress: remote } = socket ?? {};
  return { ...(local !== undefined && { local }), ...(remote !== undefined && { remote }) };
}

/** The key a host shows, without trusting it or logging in to it. Jump hosts on the way must be known. */
export async function showHostKey(
  target: Address,
  known: readonly KnownHost[] = [],
): Promise<Buffer> {
  const client = new (ssh2().Client)();
  const config = await wayTo(target, known, client);
  return new Promise<Buffer>((resolve, reject) => {
    client.on("error", (error: Error & { level?: string }) => reject(connectError(target, error)));
    dial(client, {
      ...config,
      username: "netctl",
      algorithms: algorithms(target, known),
      hostVerifier: (key: Buffer) => {
        resolve(key);
        return false;
      },
    });
  }).finally(() => client.destroy());
}

async function login(target: Target, known: readonly KnownHost[]): Promise<Client> {
  const client = new (ssh2().Client)();
  const authHandler = loginMethods(target);
  let shown: { readonly judgement: Judgement; readonly key: Buffer } | undefined;
  const config: ConnectConfig = {
    ...(await wayTo(target, known, client)),
    username: target.user,
    keepaliveInterval: keepaliveSeconds * 1000,
    keepaliveCountMax: 4,
    algorithms: algorithms(target, known),
    authHandler,
    hostVerifier: (key: Buffer) => {
      shown = { judgement: judge(known, target.host, target.port, key), key };
      return shown.judgement.kind === "known";
    },
  };
  await new Promise<void>((resolve, reject) => {
    const onClose = () =>
      reject(unreachable(target, "the device closed the connection before login"));
    client.once("ready", () => {
      client.removeListener("close", onClose);
      resolve();
    });
    client.on("error", (error: Error & { level?: string }) =>
      reject(
        shown && shown.judgement.kind !== "known"
          ? hostKeyError(target, shown.judgement, shown.key)
          : connectError(target, error),
      ),
    );
    client.once("close", onClose);
    dial(client, config);
  }).catch((error: unknown) => {
    client.destroy();
    throw error;
  });
  return client;
}

/** A socket is opened where there is none, in the moment when somebody listens to what becomes of it. */
function dial(client: Client, config: ConnectConfig): void {
  const { host = "", port = 22 } = config;
  if (config.sock !== undefined) {
    client.connect(config);
    return;
  }
  const sock = openSocket(host, port);
  try {
    client.connect({ ...config, sock });
  } catch (error) {
    sock.destroy();
    throw error;
  }
}

/** Straight to the host, or through a channel of its jump host, which lives as long as `client` does. */
async function wayTo(
  target: Address,
  known: readonly KnownHost[],
  client: Client,
): Promise<ConnectConfig> {
  const readyTimeout = connectLimitSeconds * 1000;
  const { host, port, via } = target;
  if (via === undefined) return { host, port, readyTimeout };
  const jump = await login(via, known);
  // Its own errors come to us as the end of the channel.
  jump.on("error", () => client.destroy());
  client.once("close", () => jump.end());
  const sock = await new Promise<ClientChannel>((resolve, reject) => {
    jump.forwardOut("127.0.0.1", 0, host, port, (error, channel) => {
      if (!error) return resolve(channel);
      jump.end();
      const hint = `check that ${via.device} may forward and reaches it`;
      reject(unreachable(target, `it was not let through: ${error.message}`, hint, error));
    });
  });
  return { sock, readyTimeout };
}

async function openShell(client: Client, target: Target): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    client.shell(terminal, (error, channel) => {
      if (!error) return resolve(channel);
      client.destroy();
      reject(unreachable(target, `no shell was given: ${error.message}`));
    });
  });
}
