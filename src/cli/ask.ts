import { createInterface } from "node:readline/promises";

/** Asks on the terminal; only the word itself counts as a yes. */
export async function askYes(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // In a raw terminal Ctrl-C is a key; it must mean what it means everywhere else.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return (await terminal.question(`${question} `, { signal })).trim() === "yes";
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}
