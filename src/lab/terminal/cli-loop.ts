import type { Answer, Cli, Surroundings } from "../device.ts";
import { type Terminal, TerminalClosed } from "./terminal.ts";

/** What the loop tells of a session: every line with its mode, for transcript and counts. */
export type Listener = {
  readonly heard: (mode: string, line: string, isConfiguring: boolean) => void;
  readonly cut: () => void;
  /** Cuts every connection, and no new one comes about. */
  readonly gone: () => void;
  readonly restart: () => void;
  readonly foreignEdit: () => void;
  readonly logLine: () => string;
};

/** Runs one command-line session to its end, with the box's faults. Never throws for what a client does. */
export async function cliLoop(
  cli: Cli,
  terminal: Terminal,
  surroundings: Surroundings,
  listener: Listener,
): Promise<void> {
  try {
    terminal.write(cli.greeting());
    let turned: Turned = { isOver: false };
    while (!turned.isOver)
      turned = await turn(cli, terminal, { surroundings, listener, ...turned });
  } catch (error) {
    if (!(error instanceof TerminalClosed)) throw error;
  } finally {
    cli.gone();
  }
}

/** How a turn ended: whether the session is over with it, and what stands on the next line already. */
type Turned = { readonly isOver: boolean; readonly again?: string | undefined };

const over: Turned = { isOver: true };

type Around = Turned & { readonly surroundings: Surroundings; readonly listener: Listener };

async function turn(
  cli: Cli,
  terminal: Terminal,
  { surroundings: { faults }, listener, again }: Around,
): Promise<Turned> {
  const typed = await terminal.ask(cli.prompt(), true, cli.following, again);
  terminal.unmute();
  if (typed.kind === "interrupt") return { isOver: false };
  const line = typed.text;
  if (line.trim() !== "") listener.heard(cli.mode(), line, cli.isConfiguring());
  while (faults.hits("hang", line) && !terminal.isClosed) await pause(hangLookMs);
  if (terminal.isClosed) return over;
  if (faults.hits("foreign-edit", line)) listener.foreignEdit();
  if (faults.hits("reload", line)) {
    listener.restart();
    return over;
  }
  if (faults.hits("drop-before", line)) {
    listener.cut();
    return over;
  }
  await pause(faults.number("slow"));
  const losing = faults.hitting("lose-answer", line);
  const isDropping = faults.hits("drop-after", line);
  const isLeaving = faults.hits("gone-after", line);
  if (losing !== undefined || isDropping || isLeaving) terminal.mute();
  if (losing !== undefined) faults.set(`lose-answer:${losing}`, false);
  const answer = await carryOut(cli, typed.kind, line);
  if (faults.hits("reload-after", line)) listener.restart();
  if (isDropping) listener.cut();
  if (isLeaving) listener.gone();
  const text = faults.hits("garble", line) ? damaged(answer.text) : answer.text;
  await terminal.page(faults.has("log-noise") ? noisy(text, listener.logLine()) : text);
  return { isOver: answer.isOver === true || terminal.isClosed, again: answer.again };
}

async function carryOut(cli: Cli, kind: string, line: string): Promise<Answer> {
  if (kind === "eof") return await cli.type("exit");
  const answer = await cli.type(line);
  return kind === "end" ? { ...cli.end(), text: answer.text } : answer;
}

/** How soon a box that hung goes on once the fault is off. */
const hangLookMs = 50;

/** Every third letter is another one, as on a bad line. */
function damaged(text: string): string {
  let count = 0;
  return text.replace(/[a-z]/gi, (letter) => (++count % 3 === 0 ? "~" : letter));
}

let noiseCount = 0;

/** Puts a log line at another place of every answer: before it, behind its first line, at its end. */
function noisy(text: string, logLine: string): string {
  noiseCount++;
  const first = text.indexOf("\n") + 1;
  if (noiseCount % 3 === 0) return `${logLine}\n${text}`;
  if (noiseCount % 3 === 1 && first > 0)
    return `${text.slice(0, first)}${logLine}\n${text.slice(first)}`;
  return `${text}${logLine}\n`;
}

async function pause(milliseconds: number): Promise<void> {
  if (milliseconds <= 0) return;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
