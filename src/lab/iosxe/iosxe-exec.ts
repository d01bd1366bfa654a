import type { Answer } from "../device.ts";
import { following, match, tokens } from "../lines/match.ts";
import { filter, piped } from "../lines/pipe.ts";
import { table } from "../lines/rule.ts";
import { configureTerminal, confirm, rearm, revertNow } from "./iosxe-change.ts";
import {
  copyToRunning,
  deleteFile,
  fileDifferences,
  incrementalDiffs,
  tclShell,
} from "./iosxe-flash.ts";
import { IOSXE_MANNERS, iosxeLoad } from "./iosxe-manners.ts";
import { differences, replace } from "./iosxe-replace.ts";
import { type IosxeSession, refusalText } from "./iosxe-session.ts";
import {
  showArchive,
  showInterface,
  showInterfaceConfiguration,
  showInterfacesBrief,
  showRollbackTimer,
  showRunning,
  showStartup,
  showUsers,
  showVersion,
} from "./iosxe-show.ts";
import { archive, archivePath, hostname, iosDate, reboot, save } from "./iosxe-state.ts";

type Command = (session: IosxeSession, args: readonly string[]) => Answer | Promise<Answer>;

const say = (text: string): Answer => ({ text });
const leave: Command = () => ({ text: "", isOver: true });
const nothing: Command = () => say("");

/** Exec commands of a user without privilege. */
const USER_COMMANDS: Readonly<Record<string, Command>> = {
  enable: enable,
  exit: leave,
  quit: leave,
  logout: leave,
  "terminal length =int": (session, [length = "24"]) => setLength(session, Number(length)),
  "terminal width =int": (session, [width = "80"]) => setWidth(session, Number(width)),
  "terminal monitor": ({ state, login }) => {
    state.monitors.add(login.line);
    return say("");
  },
  "terminal no monitor": ({ state, login }) => {
    state.monitors.delete(login.line);
    return say("");
  },
  "ping =word ..": (_, [address = ""]) => say(pingText(address)),
  "traceroute =word ..": nothing,
  "show version": ({ state }) => say(showVersion(state)),
  "show privilege": ({ privilege }) => say(`Current privilege level is ${privilege}\n`),
  "show clock": ({ state }) => say(`*${iosDate(state.surroundings.clock.now(), "header")}\n`),
  "show users": ({ logins, login }) => say(showUsers(logins, login)),
  "show ip interface brief": ({ state }) => say(showInterfacesBrief(state)),
  "show interfaces <if>": ({ state }, [name = ""]) => say(showInterface(state, name)),
  "show ip route ..": nothing,
  "show ip bgp ..": nothing,
  "show ip ssh": () =>
    say("SSH Enabled - version 2.0\nAuthentication timeout: 120 secs; Authentication retries: 3\n"),
  "show inventory": () =>
    say(
      'NAME: "Chassis", DESCR: "Cisco CSR1000V Chassis"\nPID: CSR1000V          , VID: V00  , SN: 9LAB7Q2XK1D\n\n',
    ),
};

/** Exec commands that need privilege 15. */
const COMMANDS: Readonly<Record<string, Command>> = {
  ...USER_COMMANDS,
  disable: (session) => {
    session.privilege = 1;
    return say("");
  },
  configure: async (session) => {
    const question = "Configuring from terminal, memory, or network [terminal]? ";
    await session.login.terminal.ask(question);
    return await configureTerminal(session);
  },
  "configure terminal": (session) => configureTerminal(session),
  "configure terminal lock": (session) => configureTerminal(session, undefined, true),
  "configure terminal revert timer =int": (session, [minutes]) =>
    configureTerminal(session, Number(minutes)),
  "configure terminal revert idle =int": (session, [minutes]) =>
    configureTerminal(session, Number(minutes)),
  "configure confirm": confirm,
  "configure revert now": revertNow,
  "configure revert timer =int": (session, [minutes]) => rearm(session, Number(minutes)),
  "configure replace =word ..": replace,
  write: write,
  "write memory": write,
  "write terminal": ({ state }) => say(showRunning(state)),
  "copy running-config startup-config": copyToStartup,
  "copy =word running-config": copyToRunning,
  "delete =..": deleteFile,
  tclsh: (session) => tclShell(session, `${hostname(session.state)}(tcl)#`),
  "archive config": archiveNow,
  "show running-config": ({ state }) => say(showRunning(state)),
  "show running-config all": ({ state }) => say(showRunning(state)),
  "show running-config interface <if>": ({ state }, [name = ""]) =>
    say(showInterfaceConfiguration(state, name)),
  "show startup-config": ({ state }) => say(showStartup(state)),
  "show archive": ({ state }) => say(showArchive(state)),
  "show archive config differences": ({ state }) =>
    say(differences(state.running, iosxeLoad(state.startup))),
  "show archive config differences =word": fileDifferences,
  "show archive config differences =word =word": fileDifferences,
  "show archive config incremental-diffs =word": incrementalDiffs,
  "show archive config incremental-diffs =word ignorecase": incrementalDiffs,
  "show archive config rollback timer": ({ state }) => say(showRollbackTimer(state)),
  "show configuration lock": ({ state }) =>
    say(
      `Parser Configure Lock\n---------------------\nOwner PID : -1\nUser : ${state.lockedBy ?? "unknown"}\nState : ${state.lockedBy === undefined ? "FREE" : "LOCKED"}\n`,
    ),
  "show logging ..": () => say("Syslog logging: enabled\n"),
  "clear configuration lock": ({ state }) => {
    state.lockedBy = undefined;
    return say("");
  },
  "dir ..": () =>
    say("Directory of bootflash:/\n\n6286540800 bytes total (5490249728 bytes free)\n"),
  reload: reloadNow,
};

const TABLES = {
  1: table(Object.keys(USER_COMMANDS).join("\n")),
  15: table(Object.keys(COMMANDS).join("\n")),
};

/** The keywords with which an exec command may go on. */
export function followingExec({ privilege }: IosxeSession, text: string): readonly string[] {
  return following(TABLES[privilege], text, IOSXE_MANNERS.interfaceName);
}

/** Carries out an exec command, also one behind `do`. */
export async function iosxeExec(session: IosxeSession, typed: string): Promise<Answer> {
  const { command, pipes } = piped(typed.trim());
  if (command === "" || command.startsWith("!")) return { text: "" };
  const words = tokens(command);
  const found = match(TABLES[session.privilege], words, IOSXE_MANNERS.interfaceName, false);
  const column = promptLength(session) + (typed.length - typed.trimStart().length);
  if ("kind" in found) {
    if (found.kind === "invalid" && words.length === 1)
      return { text: unknownWord(session, command) };
    return { text: refusalText(found, command, column) };
  }
  const answer = await COMMANDS[found.rule.source]?.(session, found.arguments);
  let text = answer?.text ?? "";
  for (const pipe of pipes) {
    const left = filter(text, pipe);
    if (left === undefined)
      return {
        text: `${" ".repeat(column + command.length + 3)}^\n% Invalid input detected at '^' marker.\n\n`,
      };
    text = left;
  }
  return { ...answer, text };
}

function promptLength({ state, path }: IosxeSession): number {
  return hostname(state).length + 1 + (path === undefined ? 0 : "(config)do ".length);
}

/** devices.md 3.3: with `ip domain lookup` an unknown word is taken for a host name. */
function unknownWord({ state }: IosxeSession, word: string): string {
  const server = state.running.find((line) => line.key.startsWith("ip name-server"));
  const address = server?.arguments[0] ?? "255.255.255.255";
  return `Translating "${word}"...domain server (${address})\n\n% Unknown command or computer name, or unable to find computer address\n`;
}

async function enable(session: IosxeSession): Promise<Answer> {
  if (session.privilege === 15) return { text: "" };
  for (let attempt = 0; attempt < 3; attempt++) {
    const { text } = await session.login.terminal.ask("Password: ", false);
    if (text === session.state.surroundings.password) {
      session.privilege = 15;
      return { text: "" };
    }
  }
  return { text: "% Bad secrets\n\n" };
}

function setLength({ login }: IosxeSession, length: number): Answer {
  login.terminal.length = length;
  return { text: "" };
}

function setWidth({ login }: IosxeSession, width: number): Answer {
  login.terminal.width = width;
  return { text: "" };
}

function write({ state, login }: IosxeSession): Answer {
  if (state.surroundings.faults.has("save-fails"))
    return { text: "startup-config file open failed (No space left on device)\n" };
  save(state, login.user);
  return { text: "Building configuration...\n[OK]\n" };
}

async function copyToStartup(session: IosxeSession): Promise<Answer> {
  await session.login.terminal.ask("Destination filename [startup-config]? ");
  return write(session);
}

function archiveNow({ state }: IosxeSession): Answer {
  const path = archivePath(state);
  if (path === undefined)
    return { text: " Archive feature not enabled\n% Error caught by command handler\n" };
  archive(state, path);
  return { text: "" };
}

async function reloadNow({ state, login }: IosxeSession): Promise<Answer> {
  const { text } = await login.terminal.ask("Proceed with reload? [confirm]");
  if (text.startsWith("n")) return { text: "" };
  state.surroundings.cutAll();
  reboot(state, state.startup);
  return { text: "", isOver: true };
}

function pingText(address: string): string {
  return `Type escape sequence to abort.\nSending 5, 100-byte ICMP Echos to ${address}, timeout is 2 seconds:\n!!!!!\nSuccess rate is 100 percent (5/5), round-trip min/avg/max = 1/1/2 ms\n`;
}
