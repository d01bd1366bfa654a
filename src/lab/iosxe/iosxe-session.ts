import type { Login } from "../device.ts";
import type { Path } from "../lines/engine.ts";
import type { Refusal } from "../lines/match.ts";
import type { IosxeState } from "./iosxe-state.ts";

/** One vty session: where it stands. `path` undefined is exec mode. */
export type IosxeSession = {
  readonly state: IosxeState;
  readonly login: Login;
  readonly logins: readonly Login[];
  privilege: 1 | 15;
  path: Path | undefined;
};

/** What stands below the caret, with the blank line that follows it (devices.md 3.3). */
export const INVALID = "% Invalid input detected at '^' marker.\n\n";

/** The caret stands under the first character that no keyword can take, counted with the prompt (devices.md 3.3). */
export function refusalText(refusal: Refusal, line: string, column: number): string {
  switch (refusal.kind) {
    case "invalid":
      return `${" ".repeat(column + refusal.column)}^\n${INVALID}`;
    case "incomplete":
      return "% Incomplete command.\n\n";
    case "ambiguous":
      return `% Ambiguous command:  "${line}"\n`;
  }
}
