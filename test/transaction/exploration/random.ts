import { moves } from "./moves.ts";
import { type Machine, machine, type State, Violation } from "./world.ts";

const movesMax = 5_000;

/** One way through the states, chosen by `seed`: the same seed goes the same way. Gives the last state. */
export function wander(from: State, seed: number, on: Machine = machine): State {
  const next = dice(seed);
  let state = from;
  for (let count = 0; count < movesMax; count += 1) {
    const ways = moves(state, on);
    if (ways.length === 0) return state;
    const good = ways.filter(({ faultsLeft }) => faultsLeft === state.faultsLeft);
    const bad = ways.filter(({ faultsLeft }) => faultsLeft < state.faultsLeft);
    // A fault now and then: one at every step would let nothing come about that a later one could break.
    const pool = bad.length > 0 && (good.length === 0 || next() < 0.03) ? bad : good;
    state = pool[Math.floor(next() * pool.length)] ?? state;
  }
  throw new Violation(`it never ends (seed ${seed})`, state);
}

/** Numbers from 0 to 1 (mulberry32): the same `seed`, the same numbers. */
export function dice(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
