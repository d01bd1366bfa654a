import { type Look, printable } from "./report.ts";
import { type Cell, table } from "./table.ts";

/** One recorded transaction, as far as it is shown. */
export type HistoryEntry = {
  readonly transaction: string;
  readonly commit: string;
  /** ISO 8601. */
  readonly date: string;
  /** `Name <address>`. */
  readonly author: string;
  readonly subject: string;
  readonly devices: readonly string[];
};

const deviceLimitCount = 3;

/** The recorded transactions, newest first, one line each; a star marks the one the network runs. */
export function historyText(
  entries: readonly HistoryEntry[],
  look: Look & { readonly applied?: string },
): string {
  if (entries.length === 0) return "No transaction is recorded yet. Begin with: netctl plan\n";
  const titles = ["", "TRANSACTION", "COMMIT", "DATE", "WHO", "DEVICES", "WHAT"];
  const rows = entries.map((entry): Cell[] => [
    entry.commit === look.applied ? { text: "*", meaning: "good" } : "",
    entry.transaction,
    entry.commit.slice(0, 10),
    entry.date.slice(0, 16).replace("T", " "),
    printable(entry.author.replace(/\s*<.*>$/, "")),
    deviceList(entry.devices),
    printable(entry.subject),
  ]);
  return table(
    titles.map((title) => ({ title })),
    rows,
    look,
  );
}

function deviceList(devices: readonly string[]): string {
  const shown = devices.slice(0, deviceLimitCount).join(" ");
  const rest = devices.length - deviceLimitCount;
  return rest > 0 ? `${shown} +${rest}` : shown;
}
