import type { Children, Node } from "../config.ts";
import type { Spot } from "../grammar/names.ts";

/** The section in which operations happen, as it runs and as it is wanted. */
export type Where = {
  /** Sections around it and it itself, outermost first; none at the top. */
  readonly above: readonly Node[];
  /** Their lines, as commands name them. */
  readonly section: readonly string[];
  readonly siblings: Children;
  readonly priors: Children;
};

const NOBODY: readonly Operation[] = [];
const NOTHING: readonly Spot[] = [];

/**
 * One step on the way from running to target. `open` and `close` make and delete a section; a section's lines have
 * operations of their own. An `unset` has an `after` only where the candidate itself says that the line shall not be.
 */
export class Operation {
  readonly kind: "open" | "set" | "unset" | "close";
  readonly at: Where;
  readonly before: Node | undefined;
  readonly after: Node | undefined;
  /** It only makes room for another line in the same place. */
  readonly isMakingRoom: boolean;
  /** The line that puts an entry before another one, where that is typed instead of the entry's own. */
  insertion: string | undefined = undefined;
  // Most operations wait for nothing and take nothing along.
  private waits: Operation[] | undefined = undefined;
  private taken: Spot[] | undefined = undefined;

  constructor(
    kind: Operation["kind"],
    at: Where,
    before: Node | undefined,
    after: Node | undefined,
    isMakingRoom = false,
  ) {
    this.kind = kind;
    this.at = at;
    this.before = before;
    this.after = after;
    this.isMakingRoom = isMakingRoom;
  }

  /** Steps that must be done before this one, whatever the names say. */
  get needs(): readonly Operation[] {
    return this.waits ?? NOBODY;
  }

  /** Lines that fall with it and need no operation of their own. */
  get falls(): readonly Spot[] {
    return this.taken ?? NOTHING;
  }

  waitFor(other: Operation): void {
    this.waits ??= [];
    this.waits.push(other);
  }

  /** Waits no more for steps that are not taken. */
  forget(dropped: ReadonlySet<Operation>): void {
    this.waits = this.waits?.filter((need) => !dropped.has(need));
  }

  /** What `other` would have taken away falls with this. */
  takeAlong({ before, at, falls }: Operation): void {
    if (before === undefined) return;
    this.taken ??= [];
    this.taken.push({ node: before, above: at.above, siblings: at.priors });
    for (const spot of falls) this.taken.push(spot);
  }
}

/** Where the lines inside a section happen. */
export function inside(
  { above, section }: Where,
  node: Node,
  siblings: Children,
  priors: Children,
): Where {
  return {
    above: [...above, node],
    section: [...section, node.statement.text],
    siblings,
    priors,
  };
}
