/** Items taken out smallest first; equal ones in the order they came in. */
export class Queue<Item> {
  private readonly heap: { readonly item: Item; readonly key: number; readonly turn: number }[] =
    [];
  private readonly keyOf: (item: Item) => number;
  private turns = 0;

  constructor(keyOf: (item: Item) => number) {
    this.keyOf = keyOf;
  }

  push(item: Item): void {
    const { heap } = this;
    heap.push({ item, key: this.keyOf(item), turn: this.turns++ });
    let at = heap.length - 1;
    while (at > 0 && this.isBefore(at, (at - 1) >> 1)) {
      this.swap(at, (at - 1) >> 1);
      at = (at - 1) >> 1;
    }
  }

  /** The key of the item that would come next. */
  least(): number | undefined {
    return this.heap[0]?.key;
  }

  pop(): Item | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (heap.length > 0) {
      heap[0] = last;
      this.sink();
    }
    return first.item;
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.heap.length && this.isBefore(child, least)) least = child;
      }
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const left = this.heap[a];
    const right = this.heap[b];
    if (left === undefined || right === undefined) return false;
    return left.key === right.key ? left.turn < right.turn : left.key < right.key;
  }

  private swap(a: number, b: number): void {
    const held = this.heap[a];
    const other = this.heap[b];
    if (held === undefined || other === undefined) return;
    this.heap[a] = other;
    this.heap[b] = held;
  }
}
