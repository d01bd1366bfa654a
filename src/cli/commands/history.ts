import { appliedCommit, history as recorded } from "../../repo/history.ts";
import { findWorkspace } from "../../repo/workspace.ts";
import { historyText } from "../../report/history-text.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** `netctl history [--device D]` */
export async function history(
  console: Console,
  options: { readonly device?: string; readonly limit?: number },
): Promise<number> {
  const workspace = await findWorkspace(console.options.directory);
  const transactions = await recorded(workspace, options);
  if (console.options.json) console.json(transactions);
  else {
    const applied = await appliedCommit(workspace);
    console.data(historyText(transactions, { ...console.out, ...(applied && { applied }) }));
  }
  return exitCodes.done;
}
