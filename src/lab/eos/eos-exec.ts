import type { Answer } from "../device.ts";
import { copy } from "../lines/line-tree.ts";
import { following, match, tokens } from "../lines/match.ts";
import { filter, piped } from "../lines/pipe.ts";
import { table } from "../lines/rule.ts";
import { eosText } from "./eos-manners.ts";
import { enterSession, sessionFromExec } from "./eos-session.ts";
import {
  sessionDiffs,
  sessionsJson,
  showCheckpoints,
  showRunning,
  showSessions,
  showStartup,
  showVersion,
  versionJson,
} from "./eos-show.ts";
import { hostname, openSession, reboot, save } from "./eos-state.ts";
import { type EosTerminal, edited, refusalText } from "./eos-terminal.ts";

type Command = (terminal: EosTerminal, args: readonly string[]) => Answer | Promise<Answer>;

const say = (text: string): Answer => ({ text });
const leave: Command = () => ({ text: "", isOver: true });

const USER_COMMANDS: Readonly<Record<string, Command>> = {
  enable: enable,
  exit: leave,
  quit: leave,
  logout: leave,
  "terminal length =int": ({ login }, [length = "0"]) => {
    login.terminal.length = Number(length);
    return say(length === "0" ? "Pagination disabled.\n" : `Pagination set to ${length} lines.\n`);
  },
  "terminal width =int": setWidth,
  "terminal monitor": () => say(""),
  "terminal no monitor": () => say(""),
  "no terminal monitor": () => say(""),
  "ping =word ..": (_, [address = ""]) =>
    say(
      `PING ${address} (${address}) 72(100) bytes of data.\n80 bytes from ${address}: icmp_seq=1 ttl=64 time=0.5 ms\n\n--- ${address} ping statistics ---\n1 packets transmitted, 1 received, 0% packet loss, time 0ms\n`,
    ),
  "show version": ({ state }) => say(showVersion(state)),
  "show hostname": ({ state }) =>
    say(`Hostname: ${hostname(state)}\nFQDN:     ${hostname(state)}\n`),
  "show privilege": ({ isPrivileged }) =>
    say(`Current privilege level is ${isPrivileged ? 15 : 1}\n`),
  "show clock": ({ state }) => say(`${new Date(state.surroundings.clock.now()).toUTCString()}\n`),
  "show ip interface brief": ({ state }) => say(interfacesBrief(state.running)),
  "show interfaces =word": ({ state }, [name = ""]) => say(interfaceState(state.running, name)),
  "show ip route ..": () => say(""),
  "show ip bgp ..": () => say(""),
  "show users": () => say(""),
};

const COMMANDS: Readonly<Record<string, Command>> = {
  ...USER_COMMANDS,
  disable: (terminal) => {
    terminal.isPrivileged = false;
    return say("");
  },
  configure: enterConfiguration,
  "configure terminal": enterConfiguration,
  "configure session": (terminal) => enterSession(terminal),
  "configure session =word": (terminal, [name]) => enterSession(terminal, name),
  "configure session =word commit": (terminal, [name = ""]) =>
    sessionFromExec(terminal, name, "commit"),
  "configure session =word commit timer =word": (terminal, [name = "", time]) =>
    sessionFromExec(terminal, name, "commit", time),
  "configure session =word abort": (terminal, [name = ""]) =>
    sessionFromExec(terminal, name, "abort"),
  "configure checkpoint restore =word": ({ state }, [name]) => {
    const found = state.checkpoints.find((checkpoint) => checkpoint.name === name);
    if (found === undefined) return say("% Checkpoint does not exist\n");
    state.running = copy(found.lines);
    return say("");
  },
  write: write,
  "write memory": write,
  "copy running-config startup-config": write,
  "show running-config": ({ state }) => say(showRunning(state)),
  "show running-config all": ({ state }) => say(showRunning(state)),
  "show running-config sanitized": ({ state }) => say(showRunning(state)),
  "show running-config interfaces =..": sectionOf,
  "show running-config section =..": sectionOf,
  "show startup-config": ({ state }) => say(showStartup(state)),
  "show session-config": (terminal) => sessionConfig(terminal),
  "show session-config diffs": (terminal) => diffs(terminal, terminal.session?.name),
  "show session-config named =word": (terminal, [name = ""]) => {
    const session = openSession(terminal.state, name);
    return say(session === undefined ? "% Session does not exist\n" : eosText(session.lines));
  },
  "show session-config named =word diffs": (terminal, [name]) => diffs(terminal, name),
  "show configuration sessions": ({ state }) => say(showSessions(state, false)),
  "show configuration sessions detail": ({ state }) => say(showSessions(state, true)),
  "show configuration checkpoints": ({ state }) => say(showCheckpoints(state)),
  "show logging ..": () => say(""),
  "show management ..": () => say(""),
  bash: bash,
  reload: reloadNow,
  "reload now": reloadNow,
};

const TABLES = {
  user: table(Object.keys(USER_COMMANDS).join("\n")),
  privileged: table(Object.keys(COMMANDS).join("\n")),
};

/** Whether a line that is no configuration is an exec command: `show` works in every mode (devices.md 5.1). */
export function isExecCommand(line: string): boolean {
  return !("kind" in match(TABLES.privileged, tokens(piped(line).command), () => undefined, false));
}

/** The keywords with which an exec command may go on. */
export function followingExec(terminal: EosTerminal, text: string): readonly string[] {
  return following(terminal.isPrivileged ? TABLES.privileged : TABLES.user, text, () => undefined);
}

/** Carries out an exec command. */
export async function eosExec(terminal: EosTerminal, typed: string): Promise<Answer> {
  const { command, pipes } = piped(typed.trim());
  if (command === "" || command.startsWith("!")) return say("");
  const words = tokens(command);
  const rules = terminal.isPrivileged ? TABLES.privileged : TABLES.user;
  const found = match(rules, words, () => undefined, false);
  if ("kind" in found) {
    if (!terminal.isPrivileged && isExecCommand(command))
      return say("% Invalid input (privileged mode required)\n");
    return say(refusalText(terminal, found));
  }
  if (pipes[0] === "json") return say(json(terminal, found.rule.source));
  const answer = (await COMMANDS[found.rule.source]?.(terminal, found.arguments)) ?? say("");
  let { text } = answer;
  for (const pipe of pipes) text = filter(text, pipe) ?? "% Invalid input\n";
  return { ...answer, text };
}

function json(terminal: EosTerminal, source: string): string {
  const { state } = terminal;
  if (source === "show version") return versionJson(state);
  if (source === "show hostname")
    return `${JSON.stringify({ hostname: hostname(state), fqdn: hostname(state) }, undefined, 4)}\n`;
  if (source.startsWith("show configuration sessions")) return sessionsJson(state);
  return "% This is an unconverted command\n";
}

async function enable(terminal: EosTerminal): Promise<Answer> {
  const { state, login } = terminal;
  if (terminal.isPrivileged) return say("");
  if (state.running.some((line) => line.key === "enable secret")) {
    const { text } = await login.terminal.ask("Password: ", false);
    if (text !== state.surroundings.password) return say("% Bad secret\n");
  }
  terminal.isPrivileged = true;
  return say("");
}

/** Only the way in and out of the Unix shell (devices.md 5.1). */
async function bash({ state, login }: EosTerminal): Promise<Answer> {
  const { terminal, user } = login;
  terminal.write("\nArista Networks EOS shell\n\n");
  for (;;) {
    const { kind, text } = await terminal.ask(`[${user}@${hostname(state)} ~]$ `);
    const word = text.trim().split(/\s+/)[0] ?? "";
    if (kind === "eof" || word === "exit" || word === "logout") return say("logout\n");
    if (word !== "") terminal.write(`-bash: ${word}: command not found\n`);
  }
}

function setWidth({ login, state }: EosTerminal, [width = "80"]: readonly string[]): Answer {
  if (Number(width) > 500 && state.surroundings.faults.has("width-closes"))
    return { text: "", isOver: true };
  login.terminal.width = Number(width);
  return say(`Width set to ${width} columns.\n`);
}

function enterConfiguration(terminal: EosTerminal): Answer {
  const { state } = terminal;
  // The words are unconfirmed (devices.md 5.1).
  if (state.lockedBy !== undefined)
    return say(`% Configuration is locked by user ${state.lockedBy}\n`);
  terminal.path = [];
  return say("");
}

function write({ state }: EosTerminal): Answer {
  if (state.surroundings.faults.has("save-fails"))
    return say(
      "% Error copying system:/running-config to flash:/startup-config (No space left on device)\n",
    );
  save(state);
  return say("Copy completed successfully.\n");
}

function sessionConfig(terminal: EosTerminal): Answer {
  if (terminal.session === undefined) return say("% Not in a configuration session\n");
  return say(eosText(edited(terminal)));
}

function diffs({ state }: EosTerminal, name: string | undefined): Answer {
  const session = name === undefined ? undefined : openSession(state, name);
  return say(session === undefined ? "% Session does not exist\n" : sessionDiffs(state, session));
}

function sectionOf({ state }: EosTerminal, args: readonly string[]): Answer {
  return say(filter(showRunning(state), `section ${args.join(" ")}`) ?? "");
}

function reloadNow({ state }: EosTerminal): Answer {
  state.surroundings.cutAll();
  reboot(state, state.startup);
  return { text: "", isOver: true };
}

function interfacesBrief(lines: EosTerminal["state"]["running"]): string {
  const rows = lines
    .filter((line) => line.rule.opens === "interface")
    .map((line) => {
      const address = line.children.find((child) => child.key === "ip address")?.arguments[0];
      const isDown = line.children.some((child) => child.text === "shutdown");
      return `${(line.arguments[0] ?? "").padEnd(17)} ${(address ?? "unassigned").padEnd(20)} ${isDown ? "admin down" : "up        "} ${isDown ? "down" : "up  "}           1500\n`;
    });
  return `                                                                         Address\nInterface         IP Address           Status     Protocol           MTU    Owner  \n----------------- -------------------- ---------- ------------ ----------- ------- \n${rows.join("")}\n`;
}

/** `show interfaces <name>`, the line that says whether it is up. */
function interfaceState(lines: EosTerminal["state"]["running"], name: string): string {
  const section = lines.find((line) => line.key === `interface ${name}`);
  if (section === undefined) return "% Incomplete command\n";
  const isDown = section.children.some((child) => child.text === "shutdown");
  const state = isDown
    ? "administratively down, line protocol is down (disabled)"
    : "up, line protocol is up (connected)";
  return `${name} is ${state}\n  Hardware is Ethernet, address is 5000.0072.8b31 (bia 5000.0072.8b31)\n`;
}
