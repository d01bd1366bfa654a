import { NetctlError } from "../../errors.ts";
import type { ChangeLine } from "../../session/change-line.ts";
import type { PendingState } from "../../session/pending-state.ts";
import type { Change, Look, Session, VerbName } from "../../session/session.ts";
import type { Veil } from "./veil.ts";

/** What the steps do with a session. */
export type DeviceSession = Pick<
  Session,
  | "mode"
  | "wire"
  | "echoes"
  | "read"
  | "show"
  | "pending"
  | "look"
  | "tidy"
  | "perform"
  | "performAndAsk"
  | "performAndLook"
  | "close"
>;

/**
 * A session through which no secret comes out: lines that are typed get their secrets at the last moment, and whatever
 * the device says, in answers and in errors, comes back with placeholders.
 */
export class VeiledSession implements DeviceSession {
  readonly #session: Session;
  readonly #veil: () => Veil | undefined;

  constructor(session: Session, veil: () => Veil | undefined) {
    this.#session = session;
    this.#veil = veil;
  }

  get mode(): Session["mode"] {
    return this.#session.mode;
  }

  get wire(): Session["wire"] {
    return this.#session.wire;
  }

  get echoes(): boolean | undefined {
    return this.#session.echoes;
  }

  async read(): Promise<string> {
    return this.#covered(await this.#guarded(this.#session.read()));
  }

  async show(command: string): Promise<string> {
    const answer = await this.#guarded(this.#session.show(command));
    return this.#veil()?.hide(answer) ?? answer;
  }

  async pending(id: string): Promise<PendingState> {
    return this.#guarded(this.#session.pending(id));
  }

  async look(id: string): Promise<Look> {
    return this.#coveredLook(await this.#guarded(this.#session.look(id)));
  }

  async tidy(left: readonly string[]): Promise<void> {
    return this.#guarded(this.#session.tidy(left));
  }

  async perform(name: VerbName, change: Change): Promise<void> {
    return this.#guarded(this.#session.perform(name, this.#revealed(change)));
  }

  async performAndAsk(name: VerbName, change: Change): Promise<PendingState> {
    return this.#guarded(this.#session.performAndAsk(name, this.#revealed(change)));
  }

  async performAndLook(name: VerbName, change: Change): Promise<Look> {
    const revealed = this.#revealed(change);
    return this.#coveredLook(await this.#guarded(this.#session.performAndLook(name, revealed)));
  }

  close(): void {
    this.#session.close();
  }

  /** Lines are revealed when they are about to be typed: of a way back, a secret may be known to nobody by now. */
  #revealed(change: Change): Change {
    const veil = this.#veil();
    if (veil === undefined) return change;
    const revealed = (lines: readonly ChangeLine[]): ChangeLine[] =>
      lines.map((line) => ({ ...line, text: veil.reveal(line.text) }));
    return {
      id: change.id,
      minutes: change.minutes,
      get forth() {
        return revealed(change.forth);
      },
      get back() {
        return revealed(change.back);
      },
    };
  }

  #covered(text: string): string {
    return this.#veil()?.cover(text) ?? text;
  }

  #coveredLook(look: Look): Look {
    return { ...look, running: this.#covered(look.running) };
  }

  /** Errors without their causes, which hold the device's words as they came. */
  async #guarded<T>(done: Promise<T>): Promise<T> {
    try {
      return await done;
    } catch (error) {
      const veil = this.#veil();
      if (veil === undefined || !(error instanceof NetctlError)) throw error;
      const { kind, message, hint, device, places, words } = error;
      throw new NetctlError(kind, veil.hide(message), {
        places,
        ...(hint === undefined ? {} : { hint: veil.hide(hint) }),
        ...(device === undefined ? {} : { device }),
        ...(words === undefined ? {} : { words: veil.hide(words) }),
      });
    }
  }
}
