import type { AnyAuthMethod } from "ssh2";
import { NetctlError } from "../errors.ts";
import { ssh2 } from "./libraries.ts";
import type { PrivateKey, Target } from "./target.ts";

/**
 * How to log in, in the order of trying: keys, agent, password, keyboard-interactive. The password goes before
 * keyboard-interactive, because it needs fewer round trips, and without credentials nothing is probed. Error:
 * authentication, where a key cannot be used.
 */
export function loginMethods(target: Target): AnyAuthMethod[] {
  const { user: username, password, privateKeys = [], agent } = target;
  const methods: AnyAuthMethod[] = privateKeys
    .filter((each) => isUsable(each, target))
    .map(({ key, passphrase }) => {
      const secret = passphrase === undefined ? {} : { passphrase };
      return { type: "publickey", username, key, ...secret };
    });
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

function isUsable(given: PrivateKey, { device }: Target): boolean {
  const parsed = ssh2().utils.parseKey(given.key, given.passphrase);
  if (!(parsed instanceof Error)) return true;
  if (given.isOptional) return false;
  const isLocked = /no passphrase given/.test(parsed.message);
  const isWrong = given.passphrase !== undefined;
  throw new NetctlError(
    "authentication",
    isLocked
      ? "the private key needs a passphrase"
      : `the private key cannot be ${isWrong ? "unlocked" : "read"}`,
    {
      device,
      hint: isLocked
        ? "give `passphrase` in the device's credential, or use the agent: `agent: true`"
        : "check `privateKey` and `passphrase` in the device's credential",
    },
  );
}
