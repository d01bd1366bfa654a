import { NetctlError } from "../errors.ts";
import { fingerprint, type Judgement } from "./known-hosts.ts";
import type { Address } from "./target.ts";

/** Why a host key was not trusted, and what to do about it. */
export function hostKeyError(target: Address, judgement: Judgement, key: Buffer): NetctlError {
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

/** What went wrong before there was a conversation, in words that help. */
export function connectError(
  target: Address & { readonly user?: string },
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
  if (/lost before handshake/.test(error.message)) {
    const hint =
      "it hung up at once: are all its lines in use, or does an access list keep us out?";
    return unreachable(target, error.message, hint, error);
  }
  return unreachable(
    target,
    error.message || (error.code ?? "no connection"),
    socketHints[error.code ?? ""],
    error,
  );
}

/** The error for no conversation at all. It names the jump host, where there is one. */
export function unreachable(
  target: Address,
  message: string,
  hint?: string,
  cause?: unknown,
): NetctlError {
  const through = target.via === undefined ? "" : ` (through ${target.via.device})`;
  return new NetctlError("unreachable", `${target.host}:${target.port}${through}: ${message}`, {
    device: target.device,
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Throws the error of a climb on: who is not let into the mode a platform is worked from is not logged in. */
export function asLogin(error: unknown): never {
  if (!(error instanceof NetctlError) || error.kind !== "rejected") throw error;
  const { device, hint, words } = error;
  throw new NetctlError("authentication", error.message, {
    ...(device === undefined ? {} : { device }),
    ...(hint === undefined ? {} : { hint }),
    ...(words === undefined ? {} : { words }),
  });
}
