import type { Answer, Login } from "../device.ts";
import { type Editor, hostName, isDirty, type JunosState, running } from "./junos-state.ts";
import { copyTree, type Node } from "./junos-tree.ts";

/** One session on a vSRX: its editor while it configures, and where `edit` stands. */
export type JunosSession = {
  readonly state: JunosState;
  readonly login: Login;
  editor: Editor | undefined;
  /** The candidate of a private editor; others edit the shared one. */
  own: Node | undefined;
  place: readonly string[];
  isFirst: boolean;
  /** A login as root stands in the Unix shell until `cli` (devices.md 4.1). */
  isShell: boolean;
};

/** The candidate this session edits. */
export function candidate({ state, own }: JunosSession): Node {
  return own ?? state.candidate;
}

/** `configure`, `configure exclusive`, `configure private` (devices.md 4.4). */
export function configure(session: JunosSession, kind: Editor["kind"]): Answer {
  const { state, login } = session;
  const holder = state.editors.find((editor) => editor.kind === "exclusive");
  if (holder !== undefined && kind !== "shared") {
    const row = userRow(holder, "exclusive [edit]", ", idle 00:01:12");
    return { text: `configuration database locked by:\n${row}` };
  }
  if (kind !== "shared" && (isDirty(state) || state.surroundings.faults.has("dirty-candidate"))) {
    const others = state.editors.map((editor) => userRow(editor, "[edit]", "")).join("");
    const list = others === "" ? "" : `Users currently editing the configuration:\n${others}`;
    return { text: `error: shared configuration database modified\n${list}` };
  }
  const others = state.editors.map((editor) =>
    userRow(editor, editor.kind === "exclusive" ? "exclusive [edit]" : "[edit]", ""),
  );
  const pid = 4600 + login.line;
  session.editor = { login, kind, sinceMs: state.surroundings.clock.now(), pid };
  session.own = kind === "private" ? copyTree(running(state)) : undefined;
  session.place = [];
  state.editors.push(session.editor);
  const warning =
    kind === "shared" ? "" : "warning: uncommitted changes will be discarded on exit\n";
  const list =
    others.length === 0 ? "" : `Users currently editing the configuration:\n${others.join("")}`;
  const dirty =
    kind === "shared" && isDirty(state)
      ? "The configuration has been changed but not committed\n"
      : "";
  return { text: `${warning}Entering configuration mode\n${list}${dirty}` };
}

function userRow(editor: Editor, where: string, idle: string): string {
  const name = editor.login?.user ?? "netadmin";
  const since = `${new Date(editor.sinceMs).toISOString().slice(0, 19).replace("T", " ")} UTC`;
  const line = editor.login?.line ?? 9;
  return `  ${name} terminal pts/${line} (pid ${editor.pid}) on since ${since}${idle}\n      ${where}\n`;
}

/** Leaves configuration mode: an exclusive candidate is thrown away with its lock, a shared one stays. */
export function leave(session: JunosSession): void {
  const { state, editor } = session;
  if (editor === undefined) return;
  state.editors = state.editors.filter((other) => other !== editor);
  if (editor.kind === "exclusive") state.candidate = copyTree(running(state));
  session.editor = undefined;
  session.own = undefined;
  session.place = [];
}

/** The caret under the first wrong word, counted with the prompt, then the words (devices.md 4.3). */
export function wrong(
  { state, login }: Pick<JunosSession, "state" | "login">,
  column: number,
  message: string,
): string {
  const host = hostName(state);
  const prompt = login.user.length + (host === "" ? 0 : host.length + 1) + 2;
  return `${" ".repeat(prompt + column)}^\n${message}\n`;
}
