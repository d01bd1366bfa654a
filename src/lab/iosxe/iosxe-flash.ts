import type { Answer } from "../device.ts";
import { enter, type Path } from "../lines/engine.ts";
import { copy, type Line } from "../lines/line-tree.ts";
import { IOSXE_MANNERS, iosxeLoad, iosxeText } from "./iosxe-manners.ts";
import { differences } from "./iosxe-replace.ts";
import { type IosxeSession, refusalText } from "./iosxe-session.ts";
import type { IosxeState } from "./iosxe-state.ts";

const say = (text: string): Answer => ({ text });

/** A file's name without its file system: `flash:` and `bootflash:` are the same here. */
function bare(file: string): string {
  return file.replace(/^(?:boot)?flash:\/*/, "");
}

/** The text of a file on flash or of the archive, or of a configuration of the system. */
export function fileText(state: IosxeState, file: string): string | undefined {
  if (file === "system:running-config") return iosxeText(state.running);
  if (file === "nvram:startup-config") return state.startup;
  const kept = state.archives.find((candidate) => bare(candidate.file) === bare(file));
  return kept === undefined ? state.files.get(bare(file)) : iosxeText(kept.lines);
}

function missing(file: string): Answer {
  return say(`%Error opening ${file} (No such file or directory)\n`);
}

/** `copy FILE running-config`: a merge that says what it cannot take and goes on (devices.md 3.7). */
export async function copyToRunning(
  { state, login }: IosxeSession,
  [file = ""]: readonly string[],
): Promise<Answer> {
  await login.terminal.ask("Destination filename [running-config]? ");
  const text = fileText(state, file);
  if (text === undefined) return missing(file);
  const says = merge(state.running, text).flatMap(({ wrong }) => wrong);
  state.lastChange = { ms: state.surroundings.clock.now(), user: login.user };
  const rate = Math.round(text.length / 0.433);
  return say(`${says.join("")}${text.length} bytes copied in 0.433 secs (${rate} bytes/sec)\n\n`);
}

type Merged = { readonly line: string; readonly isNew: boolean; readonly wrong: readonly string[] };

/** Types every line of a text into a configuration. */
function merge(top: Line[], text: string): Merged[] {
  const merged: Merged[] = [];
  let path: Path = [];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "" || line.startsWith("!") || line === "end") continue;
    if (/^\S/.test(raw)) path = [];
    const before = iosxeText(top);
    const outcome = enter(top, path, line, IOSXE_MANNERS);
    if (outcome.kind === "done") path = outcome.path;
    const wrong =
      outcome.kind === "refused"
        ? [`${line}\n${refusalText(outcome.refusal, line, 0)}`]
        : outcome.kind === "rejected"
          ? [`${outcome.says}\n`]
          : [];
    merged.push({ line: raw.trimEnd(), isNew: iosxeText(top) !== before, wrong });
  }
  return merged;
}

/** `show archive config incremental-diffs FILE`: the lines that a merge would change something with (devices.md 3.8). */
export function incrementalDiffs({ state }: IosxeSession, [file = ""]: readonly string[]): Answer {
  const text = fileText(state, file);
  if (text === undefined) return missing(file);
  const listed: string[] = [];
  let section: string | undefined;
  for (const { line, isNew } of merge(copy(state.running), text)) {
    const isBelow = line.startsWith(" ");
    if (!isBelow) section = line;
    if (!isNew) continue;
    if (isBelow && section !== undefined) listed.push(section);
    section = isBelow ? undefined : section;
    listed.push(line.trim());
    if (!isBelow) section = undefined;
  }
  return say(["!List of Commands:", ...listed, "end", "", ""].join("\n"));
}

/** `show archive config differences FILE1 [FILE2]`; one file is compared with what runs (devices.md 3.8). */
export function fileDifferences(
  { state }: IosxeSession,
  [first = "", second = "system:running-config"]: readonly string[],
): Answer {
  const [from, to] = [fileText(state, first), fileText(state, second)];
  if (from === undefined) return missing(first);
  if (to === undefined) return missing(second);
  return say(`${differences(iosxeLoad(from), iosxeLoad(to))}\n`);
}

/** `delete FILE`, with its two questions unless forced (devices.md 3.10). */
export async function deleteFile(
  { state, login }: IosxeSession,
  args: readonly string[],
): Promise<Answer> {
  const words = args.join(" ").split(/\s+/);
  const name = bare(words.at(-1) ?? "");
  if (!words.includes("/force")) {
    await login.terminal.ask(`Delete filename [${name}]? `);
    await login.terminal.ask(`Delete bootflash:/${name}? [confirm]`);
  }
  return state.files.delete(name) ? say("") : missing(`bootflash:/${name}`);
}

/** `tclsh`: only `puts [open "flash:X" w+] {…}`, which writes a file, and `tclquit` (devices.md 2.4, 3.1). */
export async function tclShell({ state, login }: IosxeSession, prompt: string): Promise<Answer> {
  for (;;) {
    let text = (await login.terminal.ask(prompt)).text;
    if (/^\s*(?:tclquit|exit)\s*$/.test(text)) return say("");
    while (count(text, "{") > count(text, "}"))
      text += `\n${(await login.terminal.ask("+>")).text}`;
    const [, file, body] =
      /^\s*puts\s+\[open\s+"([^"]+)"\s+w\+?\]\s+\{([\s\S]*)\}\s*$/.exec(text) ?? [];
    if (file !== undefined) state.files.set(bare(file), `${body ?? ""}\n`);
    else if (text.trim() !== "")
      login.terminal.write(`invalid command name "${text.trim().split(/\s+/)[0]}"\n`);
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
