import { beginning, type JournalEntry } from "../../../src/workflow/run/journal-entry.ts";
import { device, type Kind } from "./device.ts";
import { git } from "./git.ts";
import { Keys } from "./keys.ts";
import { moves } from "./moves.ts";
import { type Machine, machine, type State, Violation } from "./world.ts";

/** What an exploration covered. */
export type Explored = {
  /** Different moments of netctl and the world. */
  readonly states: number;
  /** Ways through them from the beginning to an end; beyond 2^53 not exact. */
  readonly runs: number;
};

/** The moment before anything was sent. */
export function start(
  kinds: readonly Kind[],
  faults: number,
  waves?: readonly (readonly string[])[],
): State {
  const devices = kinds.map((kind, index) => device(`${"abcdefghij"[index] ?? "x"}${index}`, kind));
  const members = devices.map(({ name, kind }) => ({ name, live: kind === "live" }));
  const entry: Extract<JournalEntry, { kind: "begin" }> = {
    kind: "begin",
    id: "t",
    members,
    minutes: 1,
    record: {},
    ...(waves === undefined ? {} : { waves }),
  };
  return {
    netctl: "up",
    transaction: beginning(entry),
    lines: { text: JSON.stringify(entry), before: undefined },
    held: [],
    open: [],
    devices,
    git,
    faultsLeft: faults,
    isFinal: false,
    trace: undefined,
  };
}

const onTheWay = -1;

/** Every state that can be reached from `from`, each looked at once. Throws a Violation with its story. */
export function explore(from: State, on: Machine = machine): Explored {
  const seen = new Map<string, number>();
  const keys = new Keys();
  const visit = (state: State): number => {
    const key = keys.of(state);
    const known = seen.get(key);
    if (known === onTheWay) throw new Violation("it never ends", state);
    if (known !== undefined) return known;
    seen.set(key, onTheWay);
    const next = moves(state, on);
    const runs = next.length === 0 ? 1 : next.reduce((sum, each) => sum + visit(each), 0);
    seen.set(key, runs);
    return runs;
  };
  const runs = visit(from);
  return { states: seen.size, runs };
}
