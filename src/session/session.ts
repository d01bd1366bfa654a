// One session with one device: logs in, types what the platform's dialogue says, and never takes silence or an
// unknown answer for consent. This room knows wires, prompts and refusals; it refuses to know what a change means.

import type { Client } from "ssh2";
import { NetctlError } from "../errors.ts";
import type { Dialogue, Mode, Say, Verb } from "../platform/dialogue.ts";
import type { Platform } from "../platform/platform.ts";
import type { Answer } from "./answer.ts";
import type { ChangeLine } from "./change-line.ts";
import { connect, type Wire, wireOf } from "./connect.ts";
import { asLogin } from "./connect-error.ts";
import { Conversation, type Show } from "./conversation.ts";
import { evenDialogue } from "./even-dialogue.ts";
import { Judge } from "./judge.ts";
import type { KnownHost } from "./known-hosts.ts";
import { pattern, type Words } from "./patterns.ts";
import { type PendingState, pendingState } from "./pending-state.ts";
import { Shell } from "./shell.ts";
import type { Target } from "./target.ts";
import { withWindow } from "./with-window.ts";

/**
 * A change on its way to one device, and the lines that would take it back. `minutes` is the length of the device's
 * own rollback timer, 2 to 120.
 */
export type Change = {
  readonly id: string;
  readonly minutes: number;
  readonly forth: readonly ChangeLine[];
  readonly back: readonly ChangeLine[];
};

/** The verbs of a change's life, as the dialogue names them. */
export type VerbName = "ready" | "prepare" | "trial" | "discard" | "confirm" | "restore" | "save";

/** What it takes to open a session. */
export type SessionOptions = {
  readonly target: Target;
  readonly platform: Platform;
  readonly knownHosts: readonly KnownHost[];
  /** Whether the device echoes what is typed, where an earlier session has seen it. */
  readonly echoes?: boolean | undefined;
  /** What it printed as its running configuration the last time, where somebody has that (see `Show.last`). */
  readonly lastRead?: () => string | undefined;
};

/** What a device runs, and what it is doing about changes. */
export type Look = {
  readonly pending: PendingState;
  readonly running: string;
  /** The transactions that left a candidate behind, whoever began them. */
  readonly left: readonly string[];
};

/** Seconds a device may take to greet after the login. */
const greetingLimitSeconds = 30;

/** An open session. Errors: rejected (with the device's words), timeout, lost; each names the device. */
export class Session {
  /** Addresses at both ends. */
  readonly wire: Wire;
  readonly #client: Client;
  readonly #shell: Shell;
  readonly #conversation: Conversation;
  readonly #dialogue: Dialogue;
  readonly #judge: Judge;
  readonly #options: SessionOptions;

  private constructor(client: Client, shell: Shell, greeting: Answer, options: SessionOptions) {
    const { target, platform } = options;
    this.wire = wireOf(client);
    this.#client = client;
    this.#shell = shell;
    this.#dialogue = withWindow(evenDialogue(platform.dialogue), target.window);
    this.#judge = new Judge(this.#dialogue, target.device);
    this.#conversation = new Conversation(shell, this.#dialogue, this.#judge, greeting);
    this.#options = options;
  }

  /** Connects, logs in, climbs to where the platform is worked from and sets the terminal up. */
  static async open(options: SessionOptions): Promise<Session> {
    const { target, platform, knownHosts, echoes } = options;
    const { client, channel } = await connect(target, knownHosts);
    try {
      const shell = new Shell(channel, platform.dialogue, target.device, echoes);
      client.on("error", (error: Error) => shell.end(error.message));
      client.on("close", () => shell.end("the connection was closed"));
      const greeting = await shell.greet(greetingLimitSeconds);
      const session = new Session(client, shell, greeting, options);
      await session.#climb();
      await session.#setUp();
      return session;
    } catch (error) {
      client.destroy();
      throw error;
    }
  }

  /** Where the session stands. */
  get mode(): Mode {
    return this.#conversation.mode;
  }

  /** Whether the device echoes what is typed; undefined before it is known. */
  get echoes(): boolean | undefined {
    return this.#shell.echoes;
  }

  /** The running configuration as the device prints it. Changes nothing. */
  async read(): Promise<string> {
    const [text = ""] = await this.#conversation.show([this.#reading]);
    return text;
  }

  /** What a command of privileged mode prints, whatever it says. For commands that change nothing. */
  async show(command: string): Promise<string> {
    const [text = ""] = await this.#conversation.show([{ command, limit: "command" }]);
    return unended(text);
  }

  /** Asks whether a commit timer runs, and whether it is that of transaction `id`. Changes nothing. */
  async pending(id: string): Promise<PendingState> {
    const [said = ""] = await this.#conversation.show(this.#asking);
    return this.#pendingState(said, id);
  }

  /** Asks for the commit timer and reads the running configuration, in one go. Changes nothing. */
  async look(id: string): Promise<Look> {
    return this.#lookBehind(nothing, { id, minutes: 0, forth: [], back: [] });
  }

  /** Takes away what these transactions left on the device when they broke off. */
  async tidy(left: readonly string[]): Promise<void> {
    const { orphans } = this.#dialogue;
    if (orphans === undefined) return;
    for (const id of left) await this.#conversation.say(orphans.drop, { id });
  }

  /** Carries out one verb of the change's life. */
  async perform(name: VerbName, change: Change): Promise<void> {
    await this.#carryOut(this.#dialogue[name], change, []);
  }

  /** Carries out one verb and asks for the commit timer, in as few goes as may be. */
  async performAndAsk(name: VerbName, change: Change): Promise<PendingState> {
    const [said = ""] = await this.#carryOut(this.#dialogue[name], change, this.#asking);
    return this.#pendingState(said, change.id);
  }

  /** Carries out one verb and looks at the device, in as few goes as may be. */
  async performAndLook(name: VerbName, change: Change): Promise<Look> {
    return this.#lookBehind(this.#dialogue[name], change);
  }

  async #lookBehind(verb: Verb, change: Change): Promise<Look> {
    const { pending, orphans } = this.#dialogue;
    const shows = [...this.#asking, this.#reading];
    // One answer may tell both.
    if (orphans && orphans.ask !== pending?.ask) shows.push(asking(orphans));
    const answers = [...(await this.#carryOut(verb, change, shows))];
    const said = pending === undefined ? "" : (answers.shift() ?? "");
    const [running = "", listed = said] = answers;
    const each = orphans && pattern(orphans.each);
    const lines = unended(listed).split("\n");
    const left = lines.map((line) => each?.exec(line)?.[1]).filter((id) => id !== undefined);
    return { pending: this.#pendingState(said, change.id), running, left };
  }

  async #carryOut(verb: Verb, change: Change, shows: readonly Show[]): Promise<readonly string[]> {
    const words = this.#words(change.id, change.minutes);
    const steps = verb.steps.length === 0 ? [] : [...this.#wayTo(verb), ...verb.steps];
    const course = { steps, words, forth: () => change.forth, back: () => change.back };
    return this.#conversation.carryOut(course, shows);
  }

  /** The step into the mode where a verb begins; none where the session stands there. */
  #wayTo(verb: Verb): readonly Say[] {
    if (this.#conversation.mode === verb.in) return [];
    const { enter, leave } = this.#dialogue;
    const way = verb.in === "config" ? (verb.enter ?? enter) : leave;
    return way === undefined ? [] : [way];
  }

  /** The question for the timer, where the box has one. */
  get #asking(): readonly Show[] {
    const { pending } = this.#dialogue;
    return pending === undefined ? [] : [asking(pending)];
  }

  get #reading(): Show {
    const { say: command, expect: whole } = this.#dialogue.read;
    return { command, limit: "read", whole, isOfHome: true, last: this.#options.lastRead };
  }

  #pendingState(said: string, id: string): PendingState {
    const { pending } = this.#dialogue;
    if (pending === undefined) return "none";
    const text = unended(said);
    const state = pendingState(pending, this.#words(id), text);
    if (state !== undefined) return state;
    throw this.#judge.refused(`the answer to "${pending.ask}" is not understood`, text);
  }

  /** Ends the session; what was staged on a device that ties a candidate to its session is gone with it. */
  close(): void {
    this.#shell.close();
    this.#client.end();
  }

  /** The first command alone shows whether the device echoes; the others can wait. */
  async #setUp(): Promise<void> {
    const { setup } = this.#dialogue;
    const isKnown = this.#shell.echoes !== undefined;
    if (!isKnown && setup[0]) await this.#conversation.say(setup[0], {});
    this.#conversation.owe(isKnown ? setup : setup.slice(1));
  }

  async #climb(): Promise<void> {
    for (const { from, step } of this.#dialogue.climb) {
      if (this.#conversation.mode !== from) continue;
      await this.#conversation.say(step, this.#words()).catch(asLogin);
    }
    const { mode } = this.#conversation;
    const { home } = this.#dialogue;
    if (mode === home) return;
    const { device } = this.#options.target;
    const hint = `its platform is worked from ${home} mode: log in with an account that gets there`;
    throw new NetctlError("authentication", `login ended in ${mode} mode`, { device, hint });
  }

  /** What is not told stays as it is written. */
  #words(id?: string, minutes?: number): Words {
    const { user, password, enable = password ?? "" } = this.#options.target;
    const hms =
      minutes === undefined ? minutes : new Date(minutes * 60_000).toISOString().slice(11, 19);
    return { user, enable, id, minutes: minutes?.toString(), hms };
  }
}

/** A question whose answer is the dialogue's to understand, asked where the session is at home. */
function asking({ ask }: { readonly ask: string }): Show {
  return { command: ask, limit: "command", whole: undefined, isOfHome: true, last: undefined };
}

const nothing: Verb = { in: "privileged", steps: [] };

/** A text without the end of its last line. */
function unended(text: string): string {
  return text.slice(0, -1);
}
