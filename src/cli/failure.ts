import { NetctlError } from "../errors.ts";
import { errorJson, errorText } from "../report/error-text.ts";
import type { Console } from "./console.ts";
import { exitCodeOf, exitCodes } from "./exit-code.ts";

/** Says what went wrong before anything was sent, and gives the exit code. A bug shows its stack. */
export async function failure(error: unknown, console: Console): Promise<number> {
  if (!(error instanceof NetctlError)) {
    console.warn(`netctl made a mistake: ${error instanceof Error ? error.stack : String(error)}`);
    return exitCodes.unexpected;
  }
  if (console.options.json) console.json(errorJson(error));
  console.warn(errorText(error, console.err));
  return exitCodeOf(error.kind);
}
