import type { Answer } from "../device.ts";
import { match, type Refusal, tokens } from "../lines/match.ts";
import { filter, piped } from "../lines/pipe.ts";
import { table } from "../lines/rule.ts";
import { configure, type JunosSession, wrong } from "./junos-session.ts";
import { showInterfacesTerse, showSystemCommit, showTree, showVersion } from "./junos-show.ts";
import { hostName, junosDate, running } from "./junos-state.ts";

type Command = (session: JunosSession, args: readonly string[]) => Answer | Promise<Answer>;

const say = (text: string): Answer => ({ text });
const leave: Command = () => ({ text: "", isOver: true });

const COMMANDS: Readonly<Record<string, Command>> = {
  configure: (session) => configure(session, "shared"),
  edit: (session) => configure(session, "shared"),
  "configure exclusive": (session) => configure(session, "exclusive"),
  "configure private": (session) => configure(session, "private"),
  exit: leave,
  quit: leave,
  "set cli screen-length =int": ({ login }, [length = "0"]) => {
    login.terminal.length = Number(length);
    return say(`Screen length set to ${length}\n`);
  },
  "set cli screen-width =int": ({ login }, [width = "0"]) => {
    login.terminal.width = Number(width);
    return say(`Screen width set to ${width}\n`);
  },
  "set cli complete-on-space off": ({ login }) => {
    login.terminal.isCompleting = false;
    return say("Disabling complete-on-space\n");
  },
  "set cli complete-on-space on": ({ login }) => {
    login.terminal.isCompleting = true;
    return say("Enabling complete-on-space\n");
  },
  // The words are unconfirmed (devices.md 4.2).
  "set cli timestamp disable": () => say("CLI timestamp disabled\n"),
  "set cli terminal =word": () => say(""),
  "set cli ..": () => say(""),
  "show system commit": ({ state }) => say(showSystemCommit(state)),
  "show system uptime": ({ state }) =>
    say(`Current time: ${junosDate(state.surroundings.clock.now())}\n`),
  "show system rollback ..": () => say(""),
  "show version": ({ state }) => say(showVersion(hostName(state))),
  "show interfaces terse": ({ state }) => say(showInterfacesTerse(state)),
  "show interfaces ..": ({ state }) => say(showInterfacesTerse(state)),
  "show cli": ({ login }) =>
    say(
      `CLI complete-on-space set to on\nCLI screen-length set to ${login.terminal.length}\nCLI screen-width set to ${login.terminal.width}\n`,
    ),
  "show chassis ..": () => say(""),
  "show route ..": () => say(""),
  "show bgp ..": () => say(""),
  "show ospf ..": () => say(""),
  "show security ..": () => say(""),
  "ping =word ..": (_, [address = ""]) =>
    say(
      `PING ${address} (${address}): 56 data bytes\n64 bytes from ${address}: icmp_seq=0 ttl=64 time=0.6 ms\n\n--- ${address} ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\n`,
    ),
  "request system reboot ..": ({ state }) => {
    state.surroundings.cutAll();
    return { text: "", isOver: true };
  },
  "request system configuration rescue save": () => say(""),
  "request system logout pid =int": ({ state }, [pid = "0"]) => {
    state.editors = state.editors.filter((editor) => editor.pid !== Number(pid));
    return say("");
  },
  "start shell": (session) => startShell(session),
  "start shell user root": async (session) => {
    await session.login.terminal.ask("\nPassword:", false);
    return startShell(session);
  },
  "clear system commit": () => say(""),
  "file ..": () => say(""),
};

/** Only the way in and out of the Unix shell (devices.md 4.1). */
async function startShell({ state, login }: JunosSession): Promise<Answer> {
  const host = hostName(state);
  for (;;) {
    const { text } = await login.terminal.ask(host === "" ? "root@% " : `root@${host}:~ # `);
    const word = text.trim().split(/\s+/)[0] ?? "";
    if (word === "exit") return say("exit\n");
    if (word !== "") login.terminal.write(`${word}: Command not found.\n`);
  }
}

const TABLE = table(Object.keys(COMMANDS).join("\n"));

/** Carries out an operational command, also one behind `run`; `column` is where its first character stands. */
export async function operational(
  session: JunosSession,
  typed: string,
  before = 0,
): Promise<Answer> {
  const { command, pipes } = piped(typed.trimEnd());
  const { state, login } = session;
  const [, path] = /^\s*sh\w*\s+conf\w*(?:\s+(.*))?$/.exec(command) ?? [undefined, undefined];
  if (/^\s*sh\w*\s+conf\w*(?:\s|$)/.test(command)) {
    const text = showConfiguration(session, path ?? "", pipes);
    return text === undefined
      ? say(wrong(session, before + typed.length, "syntax error."))
      : say(text);
  }
  const words = tokens(command);
  const found = match(TABLE, words, () => undefined, false);
  if ("kind" in found) return say(wrong(session, before + caret(found, words), refusal(found)));
  const answer = (await COMMANDS[found.rule.source]?.(session, found.arguments)) ?? say("");
  let { text } = answer;
  for (const pipe of pipes)
    text = filter(text, pipe) ?? wrong({ state, login }, before, "syntax error.");
  return { ...answer, text };
}

function refusal({ kind, word, wordNumber }: Refusal): string {
  if (kind === "ambiguous") return `'${word}' is ambiguous.`;
  return kind === "invalid" && wordNumber === 1
    ? "unknown command."
    : "syntax error, expecting <command>.";
}

function caret({ kind, column, wordNumber }: Refusal, words: ReturnType<typeof tokens>): number {
  return kind === "incomplete" ? column + 1 : (words[wordNumber - 1]?.column ?? 0);
}

function showConfiguration(
  { state }: JunosSession,
  path: string,
  pipes: readonly string[],
): string | undefined {
  const { commits } = state;
  const first = commits[0];
  const header =
    first === undefined ? "" : `## Last commit: ${junosDate(first.ms)} by ${first.user}\n`;
  const words = path.split(/\s+/).filter((word) => word !== "");
  return showTree({ root: running(state), path: words, pipes, header, commits });
}
