/**
 * Every fault a box can be given, with one line on what it does. `:X` stands for the argument. In WORDS `*` is any word,
 * and `$` at the end says that no more words follow.
 */
export const FAULTS: Readonly<Record<string, string>> = {
  "refuse:TEXT": "a configuration line that contains TEXT is refused with the platform's error",
  "refuse-line:N": "the Nth configuration line from now on is refused",
  "hang:WORDS": "a command that starts with WORDS is not taken up as long as this is on",
  "drop-before:WORDS": "the connection is cut when that command arrives, nothing is done",
  "drop-after:WORDS": "the command is carried out, then the connection is cut before the answer",
  "gone-after:WORDS":
    "the command is carried out, then the box cannot be reached (until unreachable is off)",
  "lose-answer:WORDS": "the command is carried out, its answer and prompt never arrive (once)",
  "garble:WORDS": "the answer to that command arrives damaged, its prompt does not",
  "slow:MS": "every answer comes so many milliseconds late",
  "slow-arm:MS": "arming the rollback timer takes so long (IOS-XE writes to flash)",
  "reload:WORDS": "the box restarts when that command arrives, nothing is done",
  "reload-after:WORDS": "the command is carried out, then the box restarts",
  "foreign-edit:WORDS": "somebody else changes the running configuration when that command arrives",
  "foreign-timer": "somebody else's rollback timer is pending",
  "lock-held": "somebody else holds the configuration lock",
  "dirty-candidate": "somebody else left uncommitted edits (Junos)",
  "lock-push":
    "the next configuration line is refused and the session pushed back to exec (IOS-XE)",
  "flash-full": "no archive copy can be written, so no timer can be armed (IOS-XE)",
  "buffer:BYTES": "typing ahead beyond so many bytes is lost",
  "archive-missing": "the box behaves as without archive (IOS-XE)",
  unreachable: "the port refuses connections",
  "wrong-password": "every login is refused",
  "no-password-auth": "only keyboard-interactive and publickey are offered",
  "changed-host-key": "the box shows another host key",
  "old-algorithms": "only SHA-1 key exchange, ssh-rsa and CBC are offered",
  "one-session": "one SSH session at a time",
  "log-noise": "log lines appear in the middle of answers",
  "pager-ignores-length": "the pager stays on whatever the terminal length",
  "echo-twice": "every command is echoed twice",
  "quiet-timer": "the rollback timer says nothing on terminals (IOS-XE)",
  "cr-twice": "every line ends with two carriage returns and a line feed",
  "no-echo": "commands are not echoed",
  redraw: "prompt and line are redrawn at every blank until complete-on-space is off (Junos)",
  width80: "the terminal stays 80 columns wide, long lines scroll",
  "commit-fails": "a commit is refused by the device",
  "check-fails": "commit check finds something wrong (Junos)",
  "confirm-fails": "the confirming command is refused",
  "save-fails": "write memory fails: no space on flash",
  "old-sessions-table": "show configuration sessions as before EOS 4.32",
  "width-closes": "terminal width above 500 closes the channel (EOS, seen on cEOS 4.35)",
  "clock-skew:S":
    "the clock is S seconds ahead, with a minus behind; what runs on it takes as long",
  "timer-late:S": "the rollback timer fires S seconds late",
  "cluster-prefix:TEXT": "a line such as {primary:node0} above every prompt (Junos)",
  "shows-again":
    "a refused line is shown again behind the next prompt (Junos, seen on vJunos 25.4)",
  lenient: "configuration lines that the box does not know are taken as they are",
};

/** The faults of one box that are switched on, each with its own count of what it has seen. */
export class FaultSet {
  #on: Map<string, number> = new Map();

  /** Switches a fault; answers false where there is no such fault or its argument is missing. */
  set(fault: string, on: boolean): boolean {
    if (!isFault(fault)) return false;
    if (on) this.#on.set(fault, 0);
    else this.#on.delete(fault);
    return true;
  }

  clear(): void {
    this.#on.clear();
  }

  list(): string[] {
    return [...this.#on.keys()];
  }

  has(name: string): boolean {
    return this.#on.has(name) || this.list().some((fault) => fault.startsWith(`${name}:`));
  }

  /** The arguments of all faults of this name. */
  values(name: string): string[] {
    return this.list()
      .filter((fault) => fault.startsWith(`${name}:`))
      .map((fault) => fault.slice(name.length + 1));
  }

  number(name: string): number {
    return Math.max(0, ...this.values(name).map(Number).filter(Number.isFinite));
  }

  /** Whether a fault of this name is meant for the command; keywords may be abbreviated in the command. */
  hits(name: string, command: string): boolean {
    return this.hitting(name, command) !== undefined;
  }

  /** The argument of the fault of this name that is meant for the command. */
  hitting(name: string, command: string): string | undefined {
    return this.values(name).find((words) => startsWithWords(command, words));
  }

  /** Milliseconds that the box's clock is ahead. */
  skewMs(): number {
    return 1000 * (Number(this.values("clock-skew")[0]) || 0);
  }

  /** Whether this configuration line is to be refused; counts the lines for `refuse-line`. */
  refuses(line: string): boolean {
    if (this.values("refuse").some((text) => line.includes(text))) return true;
    let isRefused = false;
    for (const [fault, seen] of this.#on) {
      if (!fault.startsWith("refuse-line:")) continue;
      this.#on.set(fault, seen + 1);
      if (seen + 1 === Number(fault.slice("refuse-line:".length))) isRefused = true;
    }
    return isRefused;
  }
}

function isFault(fault: string): boolean {
  const [name = "", argument] = fault.split(/:(.*)/s);
  if (argument === undefined) return name in FAULTS;
  return argument !== "" && Object.keys(FAULTS).some((known) => known.startsWith(`${name}:`));
}

function startsWithWords(command: string, words: string): boolean {
  const typed = command.trim().split(/\s+/);
  return words
    .trim()
    .split(/\s+/)
    .every((word, index) => {
      const here = typed[index];
      if (word === "$") return here === undefined;
      if (word === "*") return here !== undefined;
      return (
        here !== undefined &&
        (word === here || ((here.length > 1 || index > 0) && word.startsWith(here)))
      );
    });
}
