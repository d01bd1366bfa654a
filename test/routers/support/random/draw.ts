import { dice } from "../../../transaction/exploration/random.ts";

/** Something drawn by chance, the same for the same number. */
export class Draw {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = dice(seed);
  }

  /** A whole number, both ends included. */
  number(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  /** One of several; there must be one. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.number(0, items.length - 1)] as Item;
  }

  /** Those of several that the dice leave in, in their order. */
  some<Item>(items: readonly Item[], share = 0.5): Item[] {
    return items.filter(() => this.chance(share));
  }

  /** A line, or none; also none where it has nothing to name. */
  line(share: number, write: () => string | undefined): string[] {
    const text = this.chance(share) ? write() : undefined;
    return text === undefined ? [] : [text];
  }
}

/** A number for a word, spread well: parts that are drawn apart have nothing to do with each other. */
export function seedOf(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const letter of words.join(" ")) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  }
  return hash;
}
