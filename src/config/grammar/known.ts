/** Lines that the tables of one grammar remember together: at least, and at most. */
const ROOM = { least: 10_000, most: 100_000 };

/** How many lines a grammar remembers, and how often it began anew. */
export class Memory {
  private room = ROOM.least;
  private count = 0;
  turn = 0;

  /** So many lines are about to be read: what is compared with them will have most of them as well. */
  makeRoom(lines: number): void {
    this.room = Math.min(ROOM.most, Math.max(this.room, lines));
  }

  /** Counts lines that are remembered from now on. */
  grow(lines: number): void {
    this.count += lines;
    if (this.count <= this.room) return;
    this.count = 0;
    this.turn++;
  }
}

/**
 * What lines were understood as, by their text, so that a line or a section is understood once however many
 * configurations have it. When there is no more room, what was not asked for since the last time is forgotten.
 */
export class Known<Understood> {
  private readonly memory: Memory;
  private readonly own: (understood: Understood, text: string) => string;
  private turn = 0;
  private recent = new Map<string, Understood>();
  private older = new Map<string, Understood>();

  /** `own`: the text as what was understood has it. What is asked for may be a part of a device's whole text. */
  constructor(memory: Memory, own: (understood: Understood, text: string) => string) {
    this.memory = memory;
    this.own = own;
  }

  /** `lines` of text are asked for. */
  get(text: string, lines = 1): Understood | undefined {
    this.keepUp();
    const understood = this.recent.get(text);
    if (understood !== undefined) return understood;
    const before = this.older.get(text);
    if (before !== undefined) this.add(this.own(before, text), before, lines);
    return before;
  }

  add(text: string, understood: Understood, lines = 1): void {
    this.memory.grow(lines);
    this.keepUp();
    this.recent.set(text, understood);
  }

  private keepUp(): void {
    if (this.turn === this.memory.turn) return;
    this.older = this.turn + 1 === this.memory.turn ? this.recent : new Map();
    this.recent = new Map();
    this.turn = this.memory.turn;
  }
}
