import { expect } from "vitest";
import {
  applyCutShort,
  before,
  expectSettled,
  expectWhole,
  journalNames,
  linesOf,
  type Moment,
} from "./killing.ts";
import { Lab } from "./lab.ts";
import { Workspace } from "./netctl.ts";

/** The example network, to which a change on all three devices is applied again and again, and cut short each time. */
export class Rounds {
  readonly workspace: Workspace;
  readonly #lab: Lab;
  #round = 10;

  private constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.#lab = new Lab(workspace);
  }

  /** `isShared`: a remote decides. */
  static async make({ isShared = false } = {}): Promise<Rounds> {
    const workspace = await Workspace.make();
    if (isShared) await workspace.share();
    expect((await workspace.netctl("lab", "up")).code).toBe(0);
    expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
    return new Rounds(workspace);
  }

  async remove(): Promise<void> {
    await this.workspace.remove();
  }

  /** Applies one change undisturbed; how many lines its journal has. */
  async journalLength(): Promise<number> {
    const old = journalNames(this.workspace);
    await this.#edit();
    expect((await this.workspace.netctl("apply", "--yes")).code).toBe(0);
    return linesOf(this.workspace, old).length;
  }

  /** One apply, killed at that moment and recovered. False where it came to its end before. */
  async kill(moment: Moment): Promise<boolean> {
    const was = await before(this.workspace, this.#lab);
    const sign = await this.#edit();
    const { isInTime } = await applyCutShort(this.workspace, moment, ["SIGKILL"]);
    const end = await expectWhole(this.workspace, this.#lab, was, sign);
    tell("killed", moment, isInTime ? end : "it was over already");
    return isInTime;
  }

  /** One apply that is sent a signal at that moment, and leaves the network whole by itself. */
  async interrupt(moment: Moment, signal: NodeJS.Signals, code: number): Promise<"old" | "new"> {
    const was = await before(this.workspace, this.#lab);
    const sign = await this.#edit();
    const ended = await applyCutShort(this.workspace, moment, [signal]);
    const end = await expectSettled(this.workspace, this.#lab, was, sign);
    expect(ended.code, ended.said).toBe(end === "old" ? code : 0);
    tell(signal, moment, end);
    return end;
  }

  /** One apply that is sent two signals at that moment: it leaves at once, and recovery makes the network whole. */
  async interruptTwice(moment: Moment, signal: NodeJS.Signals, code: number): Promise<void> {
    const was = await before(this.workspace, this.#lab);
    const sign = await this.#edit();
    const ended = await applyCutShort(this.workspace, moment, [signal, signal]);
    if (ended.isInTime) expect([code, 0], ended.said).toContain(ended.code);
    tell(`${signal} twice`, moment, await expectWhole(this.workspace, this.#lab, was, sign));
  }

  async #edit(): Promise<string> {
    const sign = `192.168.${this.#round}.`;
    this.#round += 1;
    await this.workspace.edit("models/loopback/routers.yaml", /192\.168\.\d+\./g, sign);
    return sign;
  }
}

function tell(what: string, { name }: Moment, end: string): void {
  process.stdout.write(`${what} at ${name}: ${end}\n`);
}
