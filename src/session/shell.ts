import type { ClientChannel } from "ssh2";
import { NetctlError } from "../errors.ts";
import type { Dialogue } from "../platform/dialogue.ts";
import type { Answer } from "./answer.ts";
import { type Ask, Batch, type Exchange, type Window } from "./batch.ts";
import { pattern } from "./patterns.ts";
import { Reader } from "./reader.ts";

type Waiter = { readonly look: () => void; readonly fail: (error: NetctlError) => void };

/** What is waited for, no longer than so many seconds. */
type Awaited = { readonly texts?: readonly string[]; readonly limitSeconds: number };

/** One interactive shell on a device: types lines, several ahead where it may, and waits for their answers. */
export class Shell {
  readonly #channel: ClientChannel;
  readonly #pager: RegExp;
  readonly #device: string;
  readonly #reader: Reader;
  #batch: Batch | undefined;
  #waiter: Waiter | undefined;
  /** Why nothing more will come. */
  #ended: string | undefined;

  /** `echoes` is what is known of the device already. */
  constructor(channel: ClientChannel, dialogue: Dialogue, device: string, echoes?: boolean) {
    this.#channel = channel;
    this.#pager = pattern(dialogue.pager);
    this.#device = device;
    this.#reader = new Reader(dialogue, echoes);
    channel.setEncoding("utf8");
    channel.on("data", (text: string) => {
      this.#reader.write(text);
      this.#answerPager();
      this.#waiter?.look();
    });
    channel.on("close", () => this.end("the device closed the connection"));
    channel.on("error", (error: Error) => this.end(error.message));
  }

  /** Nothing more will come: whoever waits, and whoever asks from now on, is told. */
  end(message: string): void {
    this.#ended ??= message;
    this.#waiter?.fail(this.#lost(this.#ended));
  }

  #lost(message: string): NetctlError {
    return new NetctlError("lost", message, { device: this.#device });
  }

  /** Whether the device echoes what is typed; undefined before it is known. */
  get echoes(): boolean | undefined {
    return this.#reader.echoes;
  }

  /** Waits for the first prompt after login. */
  async greet(limitSeconds: number): Promise<Answer> {
    const awaited = { limitSeconds };
    return this.#whole(
      () => awaited,
      () => {
        const { mode } = this.#reader;
        return mode === undefined ? undefined : { lines: [], mode };
      },
      (greeting) => greeting,
    );
  }

  /**
   * Types `asks` in their order, never more ahead than `window` allows, and gives what `heard` makes of their answers.
   * It is called in the moment when the last one is whole: of a long answer only that is kept.
   */
  async exchange<T extends NonNullable<unknown>>(
    asks: readonly Ask[],
    window: Window,
    heard: (exchange: Exchange) => T,
  ): Promise<T> {
    const batch = new Batch(this.#reader, asks, window, (text) => this.#type(text));
    this.#batch = batch;
    try {
      return await this.#whole(
        () => batch.awaited ?? nothing,
        () => batch.advance(),
        heard,
      );
    } finally {
      // It may be long, and the session quiet for long.
      this.#batch = undefined;
    }
  }

  /** Pastes `lines` between `open` and `close`; the answer holds what the device said besides our own lines. */
  async paste(
    open: string,
    lines: readonly string[],
    close: string,
    limitSeconds: number,
  ): Promise<Answer> {
    const reader = this.#reader;
    const { wipe } = reader;
    reader.expect({ texts: [open] });
    this.#type(`${wipe}${open}\r`);
    const awaited = { texts: [open], limitSeconds };
    const limit = () => awaited;
    // Who pastes before the device reads the paste gets it typed into the command line.
    await this.#until(limit, () => reader.isReading || undefined);
    this.#type(`${lines.map((line) => `${line}\n`).join("")}${close}`);
    const ours = new Set(lines.map((line) => line.trimEnd()));
    return this.#whole(
      limit,
      () => (reader.answeredCount === 0 ? undefined : reader.answerOf(0)),
      (answer) => ({ ...answer, lines: answer.lines.filter((line) => !ours.has(line)) }),
    );
  }

  close(): void {
    this.#channel.end();
  }

  #type(text: string): void {
    if (this.#ended !== undefined) throw this.#lost(this.#ended);
    this.#channel.write(text);
  }

  #answerPager(): void {
    const { current } = this.#reader;
    if (!this.#pager.test(current)) return;
    this.#reader.turnPage();
    this.#channel.write(" ");
  }

  /** Waits until `look` finds something, makes of it what is kept, and forgets what it was found in: it may be long. */
  async #whole<F, T>(
    limit: () => Awaited,
    look: () => F | undefined,
    make: (found: F) => T,
  ): Promise<T> {
    return this.#until(limit, () => {
      const found = look();
      if (found === undefined) return undefined;
      // At once: what comes in the same packet but behind it is late, and must not be forgotten.
      this.#reader.begin();
      return make(found);
    });
  }

  /** Waits until `look` finds something. The limit is that of what is awaited now, and begins anew when that changes. */
  async #until<T>(limit: () => Awaited, look: () => T | undefined): Promise<T> {
    if (this.#ended !== undefined) throw this.#lost(this.#ended);
    const found = look();
    if (found !== undefined) return found;
    return new Promise<T>((resolve, reject) => {
      let awaited = limit();
      let timer = setTimeout(onLate, awaited.limitSeconds * 1000);
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#waiter = undefined;
        settle();
      };
      const fail = (error: unknown) => finish(() => reject(error));
      const late = () => this.#late(awaited);
      function onLate(): void {
        fail(late());
      }
      this.#waiter = {
        fail,
        look: () => {
          try {
            const value = look();
            if (value !== undefined) return finish(() => resolve(value));
          } catch (error) {
            return fail(error);
          }
          const now = limit();
          if (now === awaited) return;
          awaited = now;
          clearTimeout(timer);
          timer = setTimeout(onLate, awaited.limitSeconds * 1000);
        },
      };
    });
  }

  #late({ texts, limitSeconds }: Awaited): NetctlError {
    const what = texts === undefined ? "first prompt" : `answer to "${texts[0] ?? ""}"`;
    const message = `no ${what} within ${limitSeconds} s`;
    return new NetctlError("timeout", message, {
      device: this.#device,
      words: this.#reader.tail,
      ...(this.#batch?.isAhead ? { hint: lossHint } : {}),
    });
  }
}

const lossHint =
  "if it loses what is typed ahead of its answers, add `ssh: {window: 1}` to the device's file";

const nothing: Awaited = { limitSeconds: 0 };
