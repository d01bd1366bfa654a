import type { NetctlError } from "../errors.ts";
import type { Dialogue, Question } from "../platform/dialogue.ts";
import type { Answer } from "./answer.ts";
import type { Ask } from "./batch.ts";
import type { Block, ChangeLine } from "./change-line.ts";
import type { Judge } from "./judge.ts";

/** What all blocks that go to one device have in common. */
type Shared = { readonly dialogue: Dialogue; readonly judge: Judge };

/** Some lines of a change that get one prompt, as they are said. Those of all devices are under way at once: one holds little. */
export class TypedBlock implements Ask {
  readonly texts: readonly string[];
  readonly #block: Block;
  readonly #shared: Shared;

  constructor(block: Block, shared: Shared) {
    this.texts = block.map(({ text }) => text);
    this.#block = block;
    this.#shared = shared;
  }

  /** The last of its lines. */
  get line(): ChangeLine | undefined {
    return this.#block.at(-1);
  }

  get literal(): string {
    return this.#shared.dialogue.literal;
  }

  get limitSeconds(): number {
    return this.#shared.dialogue.limits.line;
  }

  /** Where lines are live at once, what a section holds is not typed before its opening line was accepted. */
  get isBarrier(): boolean {
    const opens = this.#block[0].opens === true;
    return this.#block.length > 1 || (this.#shared.dialogue.live && opens);
  }

  get questions(): readonly Question[] | undefined {
    return this.#block[0].questions;
  }

  refusalIn(answer: Answer): NetctlError | undefined {
    return this.#shared.judge.refusalOf(this.#block, answer);
  }
}
