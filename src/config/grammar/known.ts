import type { Statement } from "./statement.ts";

/** Statements that the tables of one grammar remember together: at least, and at most. */
const ROOM = { least: 10_000, most: 100_000 };

/** How much the tables of one grammar remember together, and how often they began anew. */
export class Memory {
  private room = ROOM.least;
  private count = 0;
  turn = 0;

  /** So many lines are about to be read: what is compared with them will have most of them as well. */
  makeRoom(lines: number): void {
    this.room = Math.min(ROOM.most, Math.max(this.room, lines));
  }

  /** Counts one statement more. */
  grow(): void {
    this.count++;
    if (this.count <= this.room) return;
    this.count = 0;
    this.turn++;
  }
}

/**
 * Statements of one table by their text, so that a line is understood once however many configurations have it. When
 * there is no more room, what was not asked for since the last time is forgotten.
 */
export class Known {
  private readonly memory: Memory;
  private turn = 0;
  private recent = new Map<string, Statement>();
  private older = new Map<string, Statement>();

  constructor(memory: Memory) {
    this.memory = memory;
  }

  get(text: string): Statement | undefined {
    this.keepUp();
    const statement = this.recent.get(text);
    if (statement !== undefined) return statement;
    const before = this.older.get(text);
    if (before !== undefined) this.add(before);
    return before;
  }

  add(statement: Statement): void {
    this.memory.grow();
    this.keepUp();
    this.recent.set(statement.text, statement);
  }

  private keepUp(): void {
    if (this.turn === this.memory.turn) return;
    this.older = this.turn + 1 === this.memory.turn ? this.recent : new Map();
    this.recent = new Map();
    this.turn = this.memory.turn;
  }
}
