import type { Answer, Cli } from "../device.ts";
import { bodyEnd, enter, followingLine, keepAnyway, type Path, samePath } from "../lines/engine.ts";
import type { Line } from "../lines/line-tree.ts";
import { argumentOfAll } from "../lines/several.ts";
import { eosExec, followingExec, isExecCommand } from "./eos-exec.ts";
import { EOS_MANNERS, shortName } from "./eos-manners.ts";
import { sessionCommand } from "./eos-session.ts";
import { hostname } from "./eos-state.ts";
import { type EosTerminal, edited, leave, refusalText } from "./eos-terminal.ts";

/** The command line of a vEOS on one terminal (devices.md 5.1). */
export function eosCli(terminal: EosTerminal): Cli {
  return {
    greeting: () => greeting(terminal),
    prompt: () => prompt(terminal),
    mode: () => (terminal.path === undefined ? "exec" : modeName(terminal)),
    isConfiguring: () => terminal.path !== undefined,
    type: async (line) =>
      terminal.path === undefined
        ? await eosExec(terminal, line)
        : await configure(terminal, line, terminal.path),
    following: (text) =>
      terminal.path === undefined
        ? followingExec(terminal, text)
        : followingLine(terminal.path, text, EOS_MANNERS),
    end: () => {
      leave(terminal);
      return { text: "" };
    },
    gone: () => leave(terminal),
  };
}

/** The line of sshd has one CR more; some builds then ask the terminal for its status (devices.md 2.5, 5.1). */
function greeting({ state, login }: EosTerminal): string {
  const [day, date, month, year, time] = new Date(state.surroundings.clock.now())
    .toUTCString()
    .split(/,? /);
  return `Last login: ${day} ${month} ${date?.replace(/^0/, " ")} ${time} ${year} from ${login.from}\r\n\x1b[5n`;
}

function prompt(terminal: EosTerminal): string {
  const name = hostname(terminal.state);
  if (terminal.path === undefined) return `${name}${terminal.isPrivileged ? "#" : ">"}`;
  return `${name}(${modeName(terminal)})#`;
}

/** The session's name is cut to six characters (devices.md 5.1). */
function modeName({ path, session }: EosTerminal): string {
  const base = session === undefined ? "config" : `config-s-${session.name.slice(0, 6)}`;
  const last = path?.at(-1);
  if (last === undefined) return base;
  const argument = shortName(argumentOfAll(last));
  return `${base}-${(last.rule.prompt ?? "").replace("$1", argument)}`;
}

async function configure(terminal: EosTerminal, typed: string, stale: Path): Promise<Answer> {
  const line = typed.trim();
  const path = samePath(edited(terminal), stale) ?? [];
  terminal.path = path;
  if (line === "" || line.startsWith("!")) return { text: "" };
  if (line === "end") {
    leave(terminal);
    return { text: "" };
  }
  if (line === "exit" || line === "exit-address-family") {
    if (path.length === 0) leave(terminal);
    else terminal.path = path.slice(0, -1);
    return { text: "" };
  }
  const ofSession = await sessionCommand(terminal, line);
  if (ofSession !== undefined) return ofSession;
  return await configurationLine(terminal, path, line);
}

async function configurationLine(terminal: EosTerminal, path: Path, line: string): Promise<Answer> {
  const { state } = terminal;
  const { faults } = state.surroundings;
  if (faults.refuses(line)) return { text: refusedText(terminal, line) };
  const outcome = enter(edited(terminal), path, line, EOS_MANNERS);
  if (outcome.kind === "refused") {
    if (isExecCommand(line)) return await eosExec(terminal, line);
    if (faults.has("lenient")) {
      keepAnyway(edited(terminal), path, line);
      return { text: "" };
    }
    return { text: refusalText(terminal, outcome.refusal) };
  }
  if (outcome.kind === "rejected") return { text: `${outcome.says}\n` };
  terminal.path = outcome.path;
  if (outcome.opened !== undefined) await readBody(terminal, outcome.opened);
  return { text: outcome.says.map((says) => `${says}\n`).join("") };
}

/** A banner is read until a line `EOF`, without a prompt (devices.md 5.7). */
async function readBody({ login }: EosTerminal, line: Line): Promise<void> {
  const isEnd = bodyEnd(line);
  if (isEnd === undefined) return;
  login.terminal.write("Enter TEXT message. Type 'EOF' on its own line to end.\n");
  const body: string[] = [];
  for (;;) {
    const { text } = await login.terminal.ask("");
    body.push(text);
    if (isEnd(text)) break;
  }
  line.body = body;
}

function refusedText(terminal: EosTerminal, line: string): string {
  const words = line.split(/\s+/);
  const word = words.at(-1) ?? "";
  return refusalText(terminal, { kind: "invalid", column: 0, word, wordNumber: words.length });
}
