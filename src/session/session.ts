// One session with one device: logs in, types what the platform's dialogue says, and never takes silence or an
// unknown answer for consent. This room knows wires, prompts and refusals; it refuses to know what a change means.

import type { Client } from "ssh2";
import { NetctlError } from "../errors.ts";
import type { Mode, Verb } from "../platform/dialogue.ts";
import type { Platform } from "../platform/platform.ts";
import type { ChangeLine } from "./change-line.ts";
import { connect } from "./connect.ts";
import { Conversation, type Show } from "./conversation.ts";
import type { KnownHost } from "./known-hosts.ts";
import { pattern, type Words } from "./patterns.ts";
import { Shell } from "./shell.ts";
import type { Target } from "./target.ts";

/** A change on its way to one device. `minutes` is the length of the device's own rollback timer, 2 to 120. */
export type Change = {
  readonly id: string;
  readonly minutes: number;
  readonly lines: readonly ChangeLine[];
};

/** The verbs of a change's life, as the dialogue names them. */
export type VerbName = "ready" | "prepare" | "trial" | "discard" | "confirm" | "restore" | "save";

/** Whether a commit timer runs on the device, and whose it is. */
export type PendingState = "none" | "ours" | "foreign";

/** What it takes to open a session. */
export type SessionOptions = {
  readonly target: Target;
  readonly platform: Platform;
  readonly knownHosts: readonly KnownHost[];
};

/** Seconds a device may take to greet after the login. */
const greetingLimitSeconds = 30;

/** An open session. Errors: rejected (with the device's words), timeout, lost; each names the device. */
export class Session {
  readonly #client: Client;
  readonly #shell: Shell;
  readonly #conversation: Conversation;
  readonly #options: SessionOptions;

  private constructor(
    client: Client,
    shell: Shell,
    conversation: Conversation,
    options: SessionOptions,
  ) {
    this.#client = client;
    this.#shell = shell;
    this.#conversation = conversation;
    this.#options = options;
  }

  /** Connects, logs in, climbs to privileged mode and sets the terminal up. */
  static async open(options: SessionOptions): Promise<Session> {
    const { target, platform } = options;
    const { client, channel } = await connect(target, options.knownHosts);
    try {
      const shell = new Shell(channel, platform.dialogue, target.device);
      client.on("error", (error: Error) => shell.end(error.message));
      client.on("close", () => shell.end("the connection was closed"));
      const greeting = await shell.greet(greetingLimitSeconds);
      const conversation = new Conversation(shell, platform, target.device, greeting);
      const session = new Session(client, shell, conversation, options);
      await session.#climb();
      // The first command alone shows whether the device echoes; the others can wait for something to be said.
      const [first, ...others] = platform.dialogue.setup;
      if (first) await conversation.say(first, {});
      conversation.owe(others);
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

  /** The running configuration as the device prints it. Changes nothing. */
  async read(): Promise<string> {
    const [lines = []] = await this.#conversation.show([this.#reading]);
    return textOf(lines);
  }

  /** What a command of privileged mode prints, whatever it says. For commands that change nothing. */
  async show(command: string): Promise<string> {
    const [lines = []] = await this.#conversation.show([{ command, limit: "command" }]);
    return lines.join("\n");
  }

  /** Asks whether a commit timer runs, and whether it is that of transaction `id`. Changes nothing. */
  async pending(id: string): Promise<PendingState> {
    const [lines = []] = await this.#conversation.show([this.#asking]);
    return this.#pendingState(lines, id);
  }

  /** Asks for the commit timer and reads the running configuration, in one go. Changes nothing. */
  async look(id: string): Promise<{ readonly pending: PendingState; readonly running: string }> {
    const [said = [], read = []] = await this.#conversation.show([this.#asking, this.#reading]);
    return { pending: this.#pendingState(said, id), running: textOf(read) };
  }

  /** Takes away what the transactions `own` left on the device when they broke off. Nobody else's is touched. */
  async tidy(own: ReadonlySet<string>): Promise<void> {
    const { orphans } = this.#options.platform.dialogue;
    if (orphans === undefined || own.size === 0) return;
    const [lines = []] = await this.#conversation.show([
      { command: orphans.ask, limit: "command" },
    ]);
    const each = pattern(orphans.each);
    for (const line of lines) {
      const id = each.exec(line)?.[1];
      if (id !== undefined && own.has(id)) await this.#conversation.say(orphans.drop, { id });
    }
  }

  get #asking(): Show {
    return { command: this.#options.platform.dialogue.pending.ask, limit: "command" };
  }

  get #reading(): Show {
    const { read } = this.#options.platform.dialogue;
    return { command: read.say, limit: "read", whole: read.expect };
  }

  #pendingState(lines: readonly string[], id: string): PendingState {
    const { ask, running, ours, idle } = this.#options.platform.dialogue.pending;
    const words = this.#words({ id });
    const text = lines.join("\n");
    if (pattern(running, words).test(text))
      return pattern(ours, words).test(text) ? "ours" : "foreign";
    if (pattern(idle, words).test(text)) return "none";
    throw this.#conversation.refused(`the answer to "${ask}" is not understood`, text);
  }

  /** Carries out one verb of the change's life. */
  async perform(name: VerbName, change: Change): Promise<void> {
    const verb: Verb = this.#options.platform.dialogue[name];
    const minutes = String(change.minutes);
    const hms = `${pad(Math.floor(change.minutes / 60))}:${pad(change.minutes % 60)}:00`;
    const words = this.#words({ id: change.id, minutes, hms });
    if (verb.steps.length > 0) await this.#moveTo(verb, words);
    for (const step of verb.steps) {
      if ("say" in step) await this.#conversation.say(step, words);
      else if (step.type === "lines") await this.#conversation.type(change.lines);
      else await this.#conversation.paste(step, change.lines);
    }
  }

  /** Ends the session; what was staged on a device that ties a candidate to its session is gone with it. */
  close(): void {
    this.#shell.close();
    this.#client.end();
  }

  async #climb(): Promise<void> {
    for (const { from, step } of this.#options.platform.dialogue.climb) {
      if (this.#conversation.mode !== from) continue;
      await this.#conversation.say(step, this.#words({})).catch(asLogin);
    }
    const { mode } = this.#conversation;
    if (mode === "privileged") return;
    const { device } = this.#options.target;
    throw new NetctlError("authentication", `login ended in ${mode} mode`, { device });
  }

  async #moveTo(verb: Verb, words: Words): Promise<void> {
    if (this.#conversation.mode === verb.in) return;
    const { enter, leave } = this.#options.platform.dialogue;
    await this.#conversation.say(verb.in === "config" ? (verb.enter ?? enter) : leave, words);
  }

  #words(more: Words): Words {
    const { user, password, enable } = this.#options.target;
    return { user, enable: enable ?? password ?? "", ...more };
  }
}

/** Who is not let into privileged mode is not logged in. */
function asLogin(error: unknown): never {
  if (!(error instanceof NetctlError) || error.kind !== "rejected") throw error;
  const { device, hint, words } = error;
  throw new NetctlError("authentication", error.message, {
    ...(device === undefined ? {} : { device }),
    ...(hint === undefined ? {} : { hint }),
    ...(words === undefined ? {} : { words }),
  });
}

function textOf(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
