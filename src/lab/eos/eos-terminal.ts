import type { Login } from "../device.ts";
import type { Path } from "../lines/engine.ts";
import type { Line } from "../lines/line-tree.ts";
import type { Refusal } from "../lines/match.ts";
import type { ConfigSession, EosState } from "./eos-state.ts";

/** One terminal on a vEOS. `path` undefined is exec mode; `session` undefined then edits running itself. */
export type EosTerminal = {
  readonly state: EosState;
  readonly login: Login;
  readonly logins: readonly Login[];
  isPrivileged: boolean;
  path: Path | undefined;
  session: ConfigSession | undefined;
};

/** Leaves configuration mode; a session stays pending (devices.md 5.1). */
export function leave(terminal: EosTerminal): void {
  if (terminal.session !== undefined) terminal.session.line = undefined;
  terminal.session = undefined;
  terminal.path = undefined;
}

/** The configuration that this terminal's lines go to. */
export function edited({ state, session }: EosTerminal): Line[] {
  return session?.lines ?? state.running;
}

/** devices.md 5.3: newer releases name the token. */
export function refusalText({ state }: EosTerminal, refusal: Refusal): string {
  if (refusal.kind === "incomplete") return "% Incomplete command\n";
  if (refusal.kind === "ambiguous") return "% Ambiguous command\n";
  if (state.surroundings.faults.has("old-sessions-table")) return "% Invalid input\n";
  return `% Invalid input (at token ${refusal.wordNumber}: '${refusal.word}')\n`;
}
