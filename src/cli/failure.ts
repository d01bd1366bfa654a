import { NetctlError } from "../errors.ts";
import { errorText } from "../report/error-text.ts";
import { findingsJson, findingsText } from "../report/findings-text.ts";
import type { Console } from "./console.ts";
import { exitCodeOf, exitCodes } from "./exit-code.ts";

/** Says what went wrong before anything was sent, and gives the exit code. A bug shows its stack. */
export async function failure(error: unknown, console: Console): Promise<number> {
  if (!(error instanceof NetctlError)) {
    console.warn(`netctl made a mistake: ${error instanceof Error ? error.stack : String(error)}`);
    return exitCodes.unexpected;
  }
  if (console.options.json) console.json({ error: asJson(error) });
  if (error.findings.length > 0) console.warn(findingsText(error.findings, console.paintErr));
  else console.warn(errorText(error, console.paintErr));
  return exitCodeOf(error.kind);
}

function asJson(error: NetctlError): object {
  const { kind, message, device, words, hint, places, findings } = error;
  return { kind, message, device, words, hint, places, findings: findingsJson(findings) };
}
