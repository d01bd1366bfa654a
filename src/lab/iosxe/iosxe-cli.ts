import type { Answer, Cli, Login } from "../device.ts";
import { bodyEnd, enter, followingLine, keepAnyway, type Path, samePath } from "../lines/engine.ts";
import type { Line } from "../lines/line-tree.ts";
import { followingExec, iosxeExec } from "./iosxe-exec.ts";
import { IOSXE_MANNERS } from "./iosxe-manners.ts";
import { INVALID, type IosxeSession, refusalText } from "./iosxe-session.ts";
import { hostname, syslog } from "./iosxe-state.ts";

/** The command line of a CSR1000V on one terminal (devices.md 3.1). */
export function iosxeCli(session: IosxeSession): Cli {
  const { state } = session;
  return {
    // Four line feeds before the first prompt (devices.md 3.1).
    greeting: () => "\n\n\n\n",
    prompt: () => prompt(session),
    mode: () => (session.path === undefined ? "exec" : modeName(session.path)),
    isConfiguring: () => session.path !== undefined,
    type: async (line) =>
      session.path === undefined ? await iosxeExec(session, line) : await configure(session, line),
    following: (text) =>
      session.path === undefined
        ? followingExec(session, text)
        : followingLine(session.path, text, IOSXE_MANNERS),
    end: () => leaveConfiguration(session),
    gone: () => {
      state.monitors.delete(session.login.line);
      if (state.lockedBy === `vty ${session.login.line}`) state.lockedBy = undefined;
    },
  };
}

function prompt({ state, privilege, path }: IosxeSession): string {
  const name = hostname(state);
  if (path === undefined) return `${name}${privilege === 15 ? "#" : ">"}`;
  // The host name is cut to 20 characters in configuration mode (devices.md 3.1).
  return `${name.slice(0, 20)}(${modeName(path)})#`;
}

/** Modes whose prompt does without the word `config` (devices.md 3.1). */
const bare: ReadonlySet<string> = new Set(["ca-trustpoint", "cfg-crypto-trans", "ipsec-profile"]);

function modeName(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "config";
  const mode = last.rule.prompt ?? "open";
  if (bare.has(mode)) return mode;
  if (mode.startsWith("ssh-pubkey")) return `conf-${mode}`;
  return mode === "if" && last.text.includes(".") ? "config-subif" : `config-${mode}`;
}

async function configure(session: IosxeSession, typed: string): Promise<Answer> {
  const line = typed.trim();
  const { state } = session;
  // A rollback may have taken the section away under the session's feet.
  const path = samePath(state.running, session.path ?? []) ?? [];
  session.path = path;
  if (line === "" || line.startsWith("!")) return { text: "" };
  if (line === "end") return leaveConfiguration(session);
  if (line === "exit" || line === path.at(-1)?.rule.close) {
    if (path.length === 0) return leaveConfiguration(session);
    session.path = path.slice(0, -1);
    return { text: "" };
  }
  const [, exec] = /^do\s+(.*)$/.exec(line) ?? [];
  if (exec !== undefined) return await iosxeExec(session, exec);
  return await configurationLine(session, path, line, typed.length - typed.trimStart().length);
}

function leaveConfiguration(session: IosxeSession): Answer {
  const { state, login } = session;
  if (session.path === undefined) return { text: "" };
  session.path = undefined;
  if (state.lockedBy === `vty ${login.line}`) state.lockedBy = undefined;
  syslog(
    state,
    `%SYS-5-CONFIG_I: Configured from console by ${login.user} on vty${login.line} (${login.from})`,
  );
  return { text: "" };
}

async function configurationLine(
  session: IosxeSession,
  path: Path,
  line: string,
  indent: number,
): Promise<Answer> {
  const { state, login } = session;
  const { faults, clock } = state.surroundings;
  const column = prompt(session).length + indent;
  if (faults.has("lock-push")) {
    session.path = undefined;
    return {
      text: "Config session is locked by process '566', user will be pushed back to exec mode. Command execution is locked, Please try later.\n",
    };
  }
  if (faults.refuses(line)) return { text: `${" ".repeat(column)}^\n${INVALID}` };
  if (/^no username /.test(line)) await confirmUserRemoval(session);
  const outcome = enter(state.running, path, line, IOSXE_MANNERS);
  if (outcome.kind === "refused") {
    if (faults.has("lenient")) {
      keepAnyway(state.running, path, line);
      return { text: "" };
    }
    return { text: refusalText(outcome.refusal, line, column) };
  }
  if (outcome.kind === "rejected") return { text: `${outcome.says}\n` };
  session.path = outcome.path;
  state.lastChange = { ms: clock.now(), user: login.user };
  if (outcome.opened !== undefined) await readBody(session, outcome.opened);
  return { text: outcome.says.map((says) => `${says}\n`).join("") };
}

async function confirmUserRemoval({ login }: IosxeSession): Promise<void> {
  await login.terminal.ask(
    "This operation will remove all username related configurations with same name.Do you want to continue? [confirm]",
  );
}

/** Banner and certificate: every line is swallowed until the end sign, no prompt before (devices.md 3.11). */
async function readBody({ login }: IosxeSession, line: Line): Promise<void> {
  if (line.rule.body === "delimiter") await readBanner(login, line);
  const isEnd = bodyEnd(line);
  if (isEnd === undefined || line.rule.body === "delimiter") return;
  login.terminal.write("Enter the certificate in hexadecimal representation....\n");
  const body: string[] = [];
  for (;;) {
    const { text } = await login.terminal.ask("(config-pubkey)#");
    if (isEnd(text)) break;
    body.push(`  ${text.trim()} `);
  }
  line.body = [...body, "  \tquit"];
}

/** The delimiter is one character: who types `^C` as it is printed gets a `C` into the text (devices.md 3.11). */
async function readBanner(login: Login, line: Line): Promise<void> {
  const typed = line.arguments.at(-1) ?? "";
  const delimiter = typed.slice(0, 1);
  const lines = [typed.slice(1)];
  if (!lines[0]?.includes(delimiter)) {
    login.terminal.write(`Enter TEXT message.  End with the character '${delimiter}'.\n`);
    while (!lines.at(-1)?.includes(delimiter)) lines.push((await login.terminal.ask("")).text);
  }
  const text = lines.join("\n");
  const [first = "", ...rest] = `${text.slice(0, text.indexOf(delimiter))}^C`.split("\n");
  line.text = `${line.text.slice(0, line.text.length - typed.length)}^C${first}`;
  line.body = rest;
}
