import { dice } from "../../transaction/exploration/random.ts";

/** Chance that can be had again: the same seed gives the same draws. */
export class Random {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = dice(seed);
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.below(from.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }

  /** Each with that probability, in their order. */
  some<T>(from: readonly T[], probability: number): T[] {
    return from.filter(() => this.chance(probability));
  }

  /** One thing, or none. */
  maybe<T>(probability: number, make: () => T): T[] {
    return this.chance(probability) ? [make()] : [];
  }
}
