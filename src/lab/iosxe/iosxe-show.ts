import type { Login } from "../device.ts";
import { print } from "../lines/line-tree.ts";
import { IOSXE_GRAMMAR } from "./iosxe-grammar.ts";
import { IOSXE_PRINTING, iosxeText } from "./iosxe-manners.ts";
import { archivePath, hostname, type IosxeState, iosDate } from "./iosxe-state.ts";

/** `show running-config` with its volatile header (devices.md 3.12). */
export function showRunning(state: IosxeState): string {
  const body = iosxeText(state.running);
  return `Building configuration...\n\nCurrent configuration : ${body.length} bytes\n${header(state)}${body}\n`;
}

function header({ lastChange, lastSave }: IosxeState): string {
  const changed = lastChange && ` at ${iosDate(lastChange.ms, "header")} by ${lastChange.user}`;
  const saved = lastSave && ` at ${iosDate(lastSave.ms, "header")} by ${lastSave.user}`;
  return [
    changed && `!\n! Last configuration change${changed}\n`,
    saved && `! NVRAM config last updated${saved}\n`,
  ]
    .filter((line) => line !== undefined)
    .join("");
}

/** `show startup-config`. */
export function showStartup({ startup }: IosxeState): string {
  return `Using ${startup.length} out of 33554432 bytes\n${startup}\n`;
}

/** One section of the running configuration, or none. */
export function showInterfaceConfiguration(state: IosxeState, name: string): string {
  const found = state.running.filter((line) => line.key === `interface ${name}`);
  const lines = print(found, IOSXE_GRAMMAR, IOSXE_PRINTING);
  const text = lines.filter((line) => line.trim() !== "!").join("\n");
  return `Building configuration...\n\nCurrent configuration : ${text.length} bytes\n!\n${text}\nend\n\n`;
}

/** `show archive` (devices.md 3.4). */
export function showArchive(state: IosxeState): string {
  const path = archivePath(state);
  if (path === undefined) return " Archive feature not enabled\n";
  const kept = state.archives.slice(-10);
  const rows = kept.map(({ file }, index) => {
    const recent = index === kept.length - 1 ? " <- Most Recent" : "";
    return `   ${String(index + 1).padEnd(9)}${file}${recent}`;
  });
  for (let index = kept.length; index < 10; index++) rows.push(`   ${index + 1}`);
  return `The maximum archive configurations allowed is 10.
There are currently ${kept.length} archive configurations saved.
The next archive file will be named ${path}-${iosDate(state.surroundings.clock.now(), "archive")}-${state.archives.length}
 Archive #  Name
${rows.join("\n")}
`;
}

/** `show archive config rollback timer`: the configured value, not what is left (devices.md 3.5). */
export function showRollbackTimer({ rollback }: IosxeState): string {
  if (rollback === undefined) return "%No Rollback Confirmed Change pending\n";
  return `Time configured(or reconfigured): ${iosDate(rollback.setMs, "header")}
Timer type: absolute timer
Timer value: ${rollback.minutes} min
User: ${rollback.user}
`;
}

/** `show version`, the lines clients look at (devices.md 3.12). */
export function showVersion(state: IosxeState): string {
  return `Cisco IOS XE Software, Version 16.12.03
Cisco IOS Software [Gibraltar], Virtual XE Software (X86_64_LINUX_IOSD-UNIVERSALK9-M), Version 16.12.3, RELEASE SOFTWARE (fc5)
Technical Support: http://www.cisco.com/techsupport
Copyright (c) 1986-2020 by Cisco Systems, Inc.
Compiled Mon 09-Mar-20 21:50 by mcpre

ROM: IOS-XE ROMMON

${hostname(state)} uptime is 3 hours, 12 minutes
Uptime for this control processor is 3 hours, 14 minutes
System returned to ROM by reload
System image file is "bootflash:packages.conf"
Last reload reason: reload

cisco CSR1000V (VXE) processor (revision VXE) with 2072036K/3075K bytes of memory.
Processor board ID 9LAB7Q2XK1D
10 Gigabit Ethernet interfaces
32768K bytes of non-volatile configuration memory.
3978420K bytes of physical memory.
6188032K bytes of virtual hard disk at bootflash:.

Configuration register is 0x2102

`;
}

/** `show ip interface brief`. */
export function showInterfacesBrief({ running }: IosxeState): string {
  const sections = running.filter((line) => line.rule.opens === "interface");
  const rows = print(sections, IOSXE_GRAMMAR, IOSXE_PRINTING)
    .filter((line) => line.startsWith("interface "))
    .map((line) => {
      const section = sections.find((candidate) => candidate.text === line);
      const address = section?.children.find((child) => child.key === "ip address");
      const isDown = section?.children.some((child) => child.text === "shutdown");
      const ip = address === undefined || address.isNegated ? "unassigned" : address.arguments[0];
      const status = isDown ? "administratively down down    " : "up                    up      ";
      return `${line.slice(10).padEnd(23)}${(ip ?? "unassigned").padEnd(16)}YES manual ${status}`;
    });
  return `${["Interface              IP-Address      OK? Method Status                Protocol", ...rows].join("\n")}\n`;
}

/** `show users`, one row per terminal line. */
export function showUsers(logins: readonly Login[], own: Login): string {
  const rows = logins.map(
    ({ user, line, from }) =>
      `${own.line === line ? "*" : " "}${String(line + 1).padStart(3)} vty ${line}     ${user.padEnd(10)} idle                 00:00:00 ${from}`,
  );
  return `    Line       User       Host(s)              Idle       Location\n${rows.join("\n")}\n\n  Interface    User               Mode         Idle     Peer Address\n\n`;
}

/** `show interfaces <if>`, the line that says whether it is up. */
export function showInterface({ running }: IosxeState, name: string): string {
  const section = running.find((line) => line.key === `interface ${name}`);
  if (section === undefined)
    return "                  ^\n% Invalid input detected at '^' marker.\n\n";
  const isDown = section.children.some((child) => child.text === "shutdown");
  const state = isDown ? "administratively down, line protocol is down" : "up, line protocol is up";
  return `${name} is ${state} \n  Hardware is CSR vNIC, address is 5254.0012.3456 (bia 5254.0012.3456)\n`;
}
