import type { Answer, Cli } from "../device.ts";
import { configurationCommand } from "./junos-configuration.ts";
import { operational } from "./junos-operational.ts";
import { type JunosSession, leave } from "./junos-session.ts";
import { hostName, type JunosState } from "./junos-state.ts";

/** The command line of a vSRX on one terminal (devices.md 4.1). */
export function junosCli(session: JunosSession): Cli {
  return {
    greeting: () => "--- JUNOS 17.3R2.10 built 2018-02-08 02:19:07 UTC\n",
    prompt: () => prompt(session),
    mode: () => (session.isShell ? "shell" : session.editor ? "config" : "operational"),
    isConfiguring: () => session.editor !== undefined,
    type: async (line) => shownAgain(session, line, await type(session, line)),
    end: () => ({ text: "" }),
    gone: () => leave(session),
  };
}

async function type(session: JunosSession, line: string): Promise<Answer> {
  if (session.isShell) return shell(session, line.trim());
  if (line.trim() === "") return { text: "" };
  return session.editor === undefined
    ? await operational(session, line)
    : await configurationCommand(session, line);
}

/** devices.md 4.3: on some releases a line that was refused with a caret waits to be mended. */
function shownAgain({ state }: JunosSession, line: string, answer: Answer): Answer {
  const isOn = state.surroundings.faults.has("shows-again") && /^ *\^$/m.test(answer.text);
  return isOn ? { ...answer, again: line.trim() } : answer;
}

/** The Unix shell of root: only the way into the command line. */
function shell(session: JunosSession, line: string): Answer {
  if (line === "exit" || line === "logout") return { text: "", isOver: true };
  session.isShell = line !== "cli";
  session.isFirst = true;
  const word = line.split(/\s+/)[0] ?? "";
  return { text: session.isShell && word !== "" ? `${word}: Command not found.\n` : "" };
}

/** Every answer ends with an empty line before the prompt; in configuration mode `[edit]` stands above it. */
function prompt(session: JunosSession): string {
  const { state, login, editor, place } = session;
  const host = hostName(state);
  if (session.isShell) return host === "" ? "root@% " : `root@${host}:~ # `;
  const name = host === "" ? login.user : `${login.user}@${host}`;
  const blank = session.isFirst ? "" : "\n";
  session.isFirst = false;
  const prefix = state.surroundings.faults.values("cluster-prefix")[0] ?? "";
  if (editor === undefined) return `${blank}${prefix === "" ? "" : `${prefix}\n`}${name}> `;
  const where = `[edit${place.map((word) => ` ${word}`).join("")}]`;
  return `${blank}${reminder(state)}${prefix}${where}\n${name}# `;
}

/** devices.md 4.5: above every configuration prompt while a commit waits for its confirmation. */
function reminder({ unconfirmed, surroundings }: JunosState): string {
  if (unconfirmed === undefined) return "";
  const leftMs = unconfirmed.deadlineMs - surroundings.clock.now();
  const minutes = Math.max(1, Math.ceil(leftMs / 60_000));
  // `in 1 minute` or `in 1 minutes`: differs between releases (unconfirmed).
  return `# commit confirmed will be rolled back in ${minutes} minute${minutes === 1 ? "" : "s"}\n`;
}
