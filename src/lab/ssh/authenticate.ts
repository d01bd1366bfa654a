import ssh2, { type AuthContext, type Connection, type PublicKeyAuthContext } from "ssh2";
import type { Box } from "../box.ts";

/** How often a password may be wrong before the connection ends (devices.md 2.2). */
const RETRIES = 3;

/** Lets a client in by password, keyboard-interactive or a key of the directory's `authorized_keys` (devices.md 2.1). */
export function authenticate(
  client: Connection,
  box: Box,
  authorizedKeys: readonly string[],
  welcome: (user: string) => void,
): void {
  let failures = 0;
  client.on("authentication", (context) => {
    judge(context, box, authorizedKeys, (isRight) => {
      if (isRight) {
        welcome(context.username);
        context.accept();
        return;
      }
      if (context.method === "password" || context.method === "keyboard-interactive") failures++;
      if (failures >= RETRIES) client.end();
      else context.reject(methods(box));
    });
  });
}

function methods({ faults }: Box): ("publickey" | "keyboard-interactive" | "password")[] {
  return faults.has("no-password-auth")
    ? ["publickey", "keyboard-interactive"]
    : ["publickey", "keyboard-interactive", "password"];
}

function judge(
  context: AuthContext,
  { faults, surroundings, device, product }: Box,
  authorizedKeys: readonly string[],
  answer: (isRight: boolean) => void,
): void {
  const isKnown = !faults.has("wrong-password") && device.users.includes(context.username);
  const { password } = surroundings;
  if (context.method === "keyboard-interactive") {
    // devices.md 2.1: no blank behind the prompt on Junos.
    const prompt = product === "vsrx" ? "Password:" : "Password: ";
    context.prompt([{ prompt, echo: false }], "", "", (answers) => {
      answer(isKnown && answers[0] === password);
    });
  } else if (context.method === "password")
    answer(isKnown && !faults.has("no-password-auth") && context.password === password);
  else answer(isKnown && context.method === "publickey" && isAuthorized(context, authorizedKeys));
}

function isAuthorized(context: PublicKeyAuthContext, authorizedKeys: readonly string[]): boolean {
  for (const text of authorizedKeys) {
    const key = ssh2.utils.parseKey(text);
    if (key instanceof Error || !key.getPublicSSH().equals(context.key.data)) continue;
    if (context.blob === undefined || context.signature === undefined) return true;
    if (key.verify(context.blob, context.signature, context.hashAlgo) === true) return true;
  }
  return false;
}
