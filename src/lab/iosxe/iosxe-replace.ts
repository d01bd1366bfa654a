import type { Answer } from "../device.ts";
import { copy, type Line } from "../lines/line-tree.ts";
import type { IosxeSession } from "./iosxe-session.ts";
import { archive, archivePath, arm, rollbackCommands } from "./iosxe-state.ts";

const QUESTION = `This will apply all necessary additions and deletions
to replace the current running configuration with the
contents of the specified configuration file, which is
assumed to be a complete configuration, not a partial
configuration. Enter Y if you are sure you want to proceed. ? [no]: `;

/** `configure replace FILE [list] [force] [time N]`, for whole configurations of the archive (devices.md 3.7). */
export async function replace(
  session: IosxeSession,
  [file = "", options = ""]: readonly string[],
): Promise<Answer> {
  const { state, login } = session;
  const found = state.archives.find((candidate) => candidate.file === file);
  if (found === undefined) return { text: `%Error opening ${file} (No such file or directory)\n` };
  const [, minutes] = /\btime(?:r)? (\d+)/.exec(options) ?? [];
  const path = archivePath(state);
  if (minutes !== undefined && path === undefined)
    return { text: "%Turn config archive on before using Rollback Confirmed Change\n" };
  if (!/\bforce\b/.test(options)) {
    const { text } = await login.terminal.ask(QUESTION);
    if (!/^y/i.test(text)) return { text: "" };
  }
  let says = "";
  if (minutes !== undefined) {
    const backup = archive(state, path ?? "");
    says = `Rollback Confirmed Change: Backing up current running config to ${backup}\n\n`;
    arm(state, login.user, Number(minutes), backup);
  }
  const commands = rollbackCommands(state.running, found.lines, []);
  state.running = copy(found.lines);
  const list = ["!Pass 1", "!List of Rollback Commands:", ...commands, "end", ""].join("\n");
  const listed = /\blist\b/.test(options) ? `${list}\n` : "";
  return { text: `${says}${listed}Total number of passes: 1\nRollback Done\n\n` };
}

/** `show archive config differences`: the sign stands behind the indentation, parents without one (devices.md 3.8). */
export function differences(from: readonly Line[], to: readonly Line[]): string {
  const lines = compare(from, to, 0);
  return lines.length === 0
    ? "!No changes were found\n"
    : `!Contextual Config Diffs:\n${lines.join("\n")}\n`;
}

function compare(from: readonly Line[], to: readonly Line[], depth: number): string[] {
  const pad = " ".repeat(depth);
  const gone = from.filter((line) => !to.some((other) => other.text === line.text));
  const out = to.flatMap((line) => {
    const old = from.find((other) => other.text === line.text);
    if (old === undefined) return whole("+", line, depth);
    const below = compare(old.children, line.children, depth + 1);
    return below.length === 0 ? [] : [`${pad}${line.text}`, ...below];
  });
  return [...out, ...gone.flatMap((line) => whole("-", line, depth))];
}

function whole(sign: "+" | "-", line: Line, depth: number): string[] {
  const own = `${" ".repeat(depth)}${sign}${line.text}`;
  return [own, ...line.children.flatMap((child) => whole(sign, child, depth + 1))];
}
