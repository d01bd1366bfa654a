import type { Algorithms, AnyAuthMethod, ClientChannel, ConnectConfig } from "ssh2";
import { Client } from "ssh2";
import { NetctlError } from "../errors.ts";
import { fingerprint, type Judgement, judge, type KnownHost, knownTypes } from "./known-hosts.ts";

/** Where and as whom to log in. Secrets are in here: never print it. */
export type Target = {
  readonly device: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  /** Password of `enable`; the login password where absent. */
  readonly enable?: string;
  /** A private key in any form ssh2 reads. */
  readonly privateKey?: string;
  readonly passphrase?: string;
  /** Path of an agent's socket. */
  readonly agent?: string;
  /** Also offer SHA-1 key exchange, ssh-rsa and CBC: for boxes that know nothing newer. */
  readonly legacy?: boolean;
};

/** A connection with one shell on it. */
export type Connection = { readonly client: Client; readonly channel: ClientChannel };

/** Seconds for TCP, key exchange and authentication together. */
const connectLimitSeconds = 30;

/** Wider than any line we type before `terminal width` was answered; routers wrap or scroll what is longer. */
const terminal = { term: "vt100", cols: 511, rows: 1000 };

/** Connects, checks the host key, logs in and opens a shell. Errors: host-key, authentication, unreachable. */
export async function connect(target: Target, known: readonly KnownHost[]): Promise<Connection> {
  const client = new Client();
  let shown: { readonly judgement: Judgement; readonly key: Buffer } | undefined;
  const config: ConnectConfig = {
    host: target.host,
    port: target.port,
    username: target.user,
    readyTimeout: connectLimitSeconds * 1000,
    keepaliveInterval: 15_000,
    keepaliveCountMax: 4,
    algorithms: algorithms(target, known),
    authHandler: authMethods(target),
    hostVerifier: (key: Buffer) => {
      shown = { judgement: judge(known, target.host, target.port, key), key };
      return shown.judgement.kind === "known";
    },
  };
  await new Promise<void>((resolve, reject) => {
    client.once("ready", resolve);
    client.on("error", (error: Error & { level?: string }) =>
      reject(
        shown && shown.judgement.kind !== "known"
          ? hostKeyError(target, shown.judgement, shown.key)
          : connectError(target, error),
      ),
    );
    client.once("close", () =>
      reject(unreachable(target, "the device closed the connection before login")),
    );
    client.connect(config);
  }).catch((error: unknown) => {
    client.destroy();
    throw error;
  });
  return { client, channel: await openShell(client, target) };
}

/** The key a host shows, without trusting it or logging in. */
export async function showHostKey(
  target: Pick<Target, "device" | "host" | "port">,
): Promise<Buffer> {
  const client = new Client();
  return new Promise<Buffer>((resolve, reject) => {
    client.on("error", (error: Error & { level?: string }) => reject(connectError(target, error)));
    client.connect({
      host: target.host,
      port: target.port,
      username: "netctl",
      readyTimeout: connectLimitSeconds * 1000,
      hostVerifier: (key: Buffer) => {
        resolve(key);
        return false;
      },
    });
  }).finally(() => client.destroy());
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

/** Password before keyboard-interactive, because it needs fewer round trips; no probe without credentials. */
function authMethods(target: Target): AnyAuthMethod[] {
  const { user: username, password, privateKey, passphrase, agent } = target;
  const methods: AnyAuthMethod[] = [];
  if (privateKey !== undefined) {
    const secret = passphrase === undefined ? {} : { passphrase };
    methods.push({ type: "publickey", username, key: privateKey, ...secret });
  }
  if (agent !== undefined) methods.push({ type: "agent", username, agent });
  if (password !== undefined) {
    methods.push({ type: "password", username, password });
    methods.push({
      type: "keyboard-interactive",
      username,
      prompt: (_name, _instructions, _language, prompts, finish) =>
        finish(prompts.map(() => password)),
    });
  }
  return methods;
}

function algorithms(target: Target, known: readonly KnownHost[]): Algorithms {
  const types = knownTypes(known, target.host, target.port);
  // One RSA key goes under three names in the handshake.
  const wanted = types.flatMap((type) =>
    type === "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] : [type],
  );
  const offered = target.legacy
    ? [...wanted, "ssh-rsa"]
    : wanted.filter((type) => type !== "ssh-rsa");
  const chosen = { serverHostKey: { prepend: offered } };
  if (!target.legacy) return chosen as unknown as Algorithms;
  return {
    ...chosen,
    kex: {
      append: [
        "diffie-hellman-group14-sha1",
        "diffie-hellman-group-exchange-sha1",
        "diffie-hellman-group1-sha1",
      ],
    },
    cipher: { append: ["aes256-cbc", "aes128-cbc", "3des-cbc"] },
    hmac: { append: ["hmac-sha1"] },
  } as unknown as Algorithms;
}

function hostKeyError(target: Target, judgement: Judgement, key: Buffer): NetctlError {
  const shown = fingerprint(key);
  const where = `${target.host}:${target.port}`;
  const { device } = target;
  switch (judgement.kind) {
    case "changed":
      return new NetctlError(
        "host-key",
        `the host key of ${where} has changed: it shows ${shown}`,
        {
          device,
          hint: `if that is expected, remove ${judgement.at} and run: netctl device trust ${device}`,
        },
      );
    case "revoked":
      return new NetctlError(
        "host-key",
        `the host key of ${where} is revoked (${judgement.at}): ${shown}`,
        { device },
      );
    default:
      return new NetctlError(
        "host-key",
        `the host key of ${where} is not known: it shows ${shown}`,
        {
          device,
          hint: `compare it with the device's console, then run: netctl device trust ${device}`,
        },
      );
  }
}

const socketHints: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there: check address and port, and that SSH is enabled",
  ENOTFOUND: "the name has no address: check `address` in the device's file",
  EHOSTUNREACH: "no route to it from here",
  ETIMEDOUT: "no answer: check address, routing and access lists",
  EMFILE: "this process may open no more files: raise `ulimit -n`",
};

function connectError(
  target: Pick<Target, "device" | "host" | "port"> & { readonly user?: string },
  error: Error & { level?: string; code?: string },
): NetctlError {
  const { device } = target;
  if (error.level === "client-authentication") {
    return new NetctlError("authentication", `login as ${target.user ?? "?"} was refused`, {
      device,
      hint: "check `credential` in the device's file and the secret it refers to",
      cause: error,
    });
  }
  if (error.level === "client-timeout") {
    return unreachable(
      target,
      "the port is open but SSH did not answer",
      "are all its lines in use?",
      error,
    );
  }
  if (/no matching/.test(error.message)) {
    const hint = "an old box: add `ssh: {legacy: true}` to the device's file";
    return unreachable(target, error.message, hint, error);
  }
  return unreachable(
    target,
    error.message || (error.code ?? "no connection"),
    socketHints[error.code ?? ""],
    error,
  );
}

function unreachable(
  target: Pick<Target, "device" | "host" | "port">,
  message: string,
  hint?: string,
  cause?: unknown,
): NetctlError {
  return new NetctlError("unreachable", `${target.host}:${target.port}: ${message}`, {
    device: target.device,
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });
}
