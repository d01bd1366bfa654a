import { findingsJson, findingsText } from "../../report/findings-text.ts";
import { readDeclared } from "../../workflow/declared.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** `netctl validate` */
export async function validate(console: Console): Promise<number> {
  const { declared, findings } = await readDeclared(console.options.directory);
  const { devices, services } = declared.intent;
  if (console.options.json) {
    console.json(findingsJson(findings));
  } else if (findings.length > 0) console.data(findingsText(findings, console.out));
  else console.data(`valid: ${services.length} services on ${devices.size} devices`);
  return findings.length > 0 ? exitCodes.invalid : exitCodes.done;
}
