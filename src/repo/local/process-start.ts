import { readFile } from "node:fs/promises";

/** Boot and moment a process started at, where the kernel tells (Linux); undefined elsewhere or where it has ended. */
export async function startOf(pid: number): Promise<string | undefined> {
  const state = await stateOf(pid);
  if (state === undefined) return undefined;
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return `${boot.trim()}:${state.start}`;
}

/** Whether the process with `pid` runs and is the one that started at `started`, as far as that can be known. */
export async function isRunning(pid: number, started: string | null): Promise<boolean> {
  if (!answers(pid)) return false;
  // A zombie has ended; it only waits for its parent to notice.
  if ((await stateOf(pid))?.letter === "Z") return false;
  const start = await startOf(pid);
  return started === null || start === undefined || start === started;
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function stateOf(pid: number): Promise<{ letter: string; start: string } | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  if (stat === undefined) return undefined;
  // The second field is the program's name in brackets and may hold blanks and brackets: count after the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { letter: fields[0] ?? "", start: fields[19] ?? "" };
}
