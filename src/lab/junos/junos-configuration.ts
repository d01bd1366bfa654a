import type { Answer } from "../device.ts";
import { piped } from "../lines/pipe.ts";
import { commit } from "./junos-commit.ts";
import { editCommand, type LoadKind, loadBraces, loadSet } from "./junos-load.ts";
import { operational } from "./junos-operational.ts";
import { candidate, type JunosSession, leave, wrong } from "./junos-session.ts";
import { showTree } from "./junos-show.ts";
import { junosDate, running, treeText } from "./junos-state.ts";
import { copyTree } from "./junos-tree.ts";
import { walk, words } from "./junos-words.ts";

const say = (text: string): Answer => ({ text });

const VERBS = ["set", "delete", "activate", "deactivate", "insert"];
const OTHERS = [
  ...["show", "edit", "up", "top", "exit", "quit", "run", "load", "rollback", "commit"],
  ...["status", "annotate", "copy", "rename", "help", "update", "save"],
];

/** One command in configuration mode. */
export async function configurationCommand(session: JunosSession, typed: string): Promise<Answer> {
  const given = words(typed);
  const first = given[0]?.text ?? "";
  const all = [...VERBS, ...OTHERS];
  const known = all.filter((verb) => verb.startsWith(first));
  const verb = all.includes(first) ? first : known.length === 1 ? known[0] : undefined;
  if (verb === undefined) {
    const message = known.length > 1 ? `'${first}' is ambiguous.` : "unknown command.";
    return say(wrong(session, given[0]?.column ?? 0, message));
  }
  if (VERBS.includes(verb)) return say(editLine(session, typed, verb));
  const rest = typed.trim().split(/\s+/).slice(1);
  switch (verb) {
    case "show":
      return say(show(session, typed));
    case "edit":
      return say(edit(session, rest));
    case "up":
      session.place = session.place.slice(0, -1);
      return say("");
    case "top":
      session.place = [];
      return rest.length === 0 ? say("") : await configurationCommand(session, rest.join(" "));
    case "run":
      return await operational(
        session,
        typed.replace(/^\s*\S+\s+/, ""),
        typed.indexOf(rest[0] ?? ""),
      );
    case "exit":
    case "quit":
      return await exit(session, rest);
    case "load":
      return say(await load(session, rest));
    case "rollback":
      return say(rollback(session, Number(rest[0] ?? 0)));
    case "commit":
      return commit(session, typed);
    case "status":
      return say("");
    default:
      return say(wrong(session, given[0]?.column ?? 0, "unknown command."));
  }
}

/** Who else holds the lock, in the device's words. */
function lockRefusal({ state, editor }: JunosSession): string | undefined {
  const holder = state.editors.find((other) => other.kind === "exclusive" && other !== editor);
  if (holder === undefined || editor?.kind === "private") return undefined;
  const since = junosDate(holder.sinceMs);
  return `error: configuration database locked by:\n  ${holder.login?.user ?? "netadmin"} terminal pts/${holder.login?.line ?? 9} (pid ${holder.pid}) on since ${since}\n      exclusive [edit]\n`;
}

function editLine(session: JunosSession, typed: string, verb: string): string {
  const { state, place } = session;
  const locked = lockRefusal(session);
  if (locked !== undefined) return locked;
  const given = words(typed);
  if (state.surroundings.faults.refuses(typed))
    return wrong(session, given.at(-1)?.column ?? 0, "syntax error.");
  const whole = given.map((word, index) => (index === 0 ? { ...word, text: verb } : word));
  const refused = editCommand(candidate(session), whole, place);
  state.changedMs = state.surroundings.clock.now();
  if (refused === undefined) return "";
  if (refused.isMild) return `warning: ${refused.message}\n`;
  const isStatement = refused.message === "syntax error" || refused.message === "missing argument";
  return wrong(session, refused.word.column, `${refused.message}${isStatement ? "." : ""}`);
}

function show(session: JunosSession, typed: string): string {
  const { state, place } = session;
  const { command, pipes } = piped(typed.trim());
  const path = [...place, ...command.split(/\s+/).slice(1)];
  // `## Last changed` is general knowledge, unconfirmed (devices.md 4.6).
  const header = `## Last changed: ${junosDate(state.changedMs)}\n`;
  const text = showTree({
    root: candidate(session),
    path,
    pipes,
    header,
    commits: state.commits,
  });
  return text ?? wrong(session, typed.length, "syntax error.");
}

function edit(session: JunosSession, rest: readonly string[]): string {
  const place = [...session.place, ...rest];
  const steps = walk(
    candidate(session).statement,
    place.map((text) => ({ text, column: 0 })),
    false,
  );
  if (!Array.isArray(steps)) return wrong(session, 5, "syntax error.");
  session.place = steps.flatMap((step) => step.label);
  return "";
}

async function exit(session: JunosSession, rest: readonly string[]): Promise<Answer> {
  const { state } = session;
  if (rest.length === 0 && session.place.length > 0) {
    session.place = [];
    return say("");
  }
  const isDirty = treeText(candidate(session)) !== treeText(running(state));
  if (isDirty) {
    session.login.terminal.write("The configuration has been changed but not committed\n");
    const { text } = await session.login.terminal.ask(
      "Exit with uncommitted changes? [yes,no] (yes) ",
    );
    if (text.startsWith("n")) return say("");
  }
  leave(session);
  return say("Exiting configuration mode\n");
}

function rollback(session: JunosSession, index: number): string {
  const { state } = session;
  const locked = lockRefusal(session);
  if (locked !== undefined) return locked;
  const old = state.commits[index];
  if (old === undefined) return `error: rollback file not found: ${index}\n`;
  if (session.own !== undefined) session.own = copyTree(old.tree);
  else state.candidate = copyTree(old.tree);
  return "load complete\n";
}

/** `load set|merge|override|replace|update terminal`: reads until Ctrl-D on a line of its own (devices.md 4.3). */
async function load(session: JunosSession, rest: readonly string[]): Promise<string> {
  const { state, login } = session;
  const [kind = "", source = "", relative] = rest;
  if (kind === "factory-default") return "warning: activating factory configuration\n";
  if (!["set", "merge", "override", "replace", "update"].includes(kind))
    return wrong(session, 5, "syntax error.");
  if (source !== "terminal")
    return `error: Cannot open file '${source}': No such file or directory\n`;
  const locked = lockRefusal(session);
  if (locked !== undefined) return locked;
  login.terminal.write("[Type ^D at a new line to end input]\n");
  const lines: string[] = [];
  for (;;) {
    const typed = await login.terminal.ask("");
    if (typed.kind === "eof" || typed.kind === "interrupt") break;
    lines.push(typed.text);
  }
  const base = relative === "relative" ? session.place : [];
  const wrongLines = lines.flatMap((line, index) =>
    line.trim() !== "" && state.surroundings.faults.refuses(line) ? [{ line, index }] : [],
  );
  const kept = lines.map((line, index) =>
    wrongLines.some((bad) => bad.index === index) ? "" : line,
  );
  const root = candidate(session);
  const { says, errors } =
    kind === "set" ? loadSet(root, kept, base) : loadBraces(root, kept, kind as LoadKind);
  state.changedMs = state.surroundings.clock.now();
  const refused = wrongLines.map(({ line, index }) => {
    const last = line.replace(/;\s*$/, "").trim().split(/\s+/).at(-1) ?? "";
    return `terminal:${index + 1}:(${line.lastIndexOf(last) + last.length}) syntax error: ${last}`;
  });
  const count = errors + refused.length;
  const total = kind !== "set" && count > 0 ? ` (${count} errors)` : "";
  // The spinner's first byte and its removal (devices.md 2.5).
  const end = `|\bload complete${total}`;
  return `${[...refused, ...says, end].join("\n")}\n`;
}
