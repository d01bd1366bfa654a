/** How a list is numbered by default. */
export type Numbering = { readonly first: number; readonly step: number };

/**
 * Numbers for all rows where some have one (undefined: a new row), new ones between their neighbours and never one
 * that is `taken`. Undefined where a gap is too small.
 */
export function filledNumbers(
  rows: readonly (number | undefined)[],
  numbering: Numbering,
  taken: ReadonlySet<number>,
): number[] | undefined {
  const numbers: number[] = [];
  let from = 0;
  while (from < rows.length) {
    const own = rows[from];
    if (own !== undefined) {
      numbers.push(own);
      from++;
      continue;
    }
    let to = from;
    while (to < rows.length && rows[to] === undefined) to++;
    const gap = gapNumbers(numbers[numbers.length - 1] ?? 0, rows[to], to - from, numbering, taken);
    if (gap === undefined) return undefined;
    for (const number of gap) numbers.push(number);
    from = to;
  }
  return numbers;
}

/** `count` numbers between two rows (`above` undefined: behind the last), evenly spread where there is room. */
function gapNumbers(
  below: number,
  above: number | undefined,
  count: number,
  { first, step }: Numbering,
  taken: ReadonlySet<number>,
): number[] | undefined {
  const found: number[] = [];
  if (above === undefined) {
    let next = below === 0 ? first : below + step;
    while (found.length < count) {
      if (!taken.has(next)) found.push(next);
      next += step;
    }
    return found;
  }
  const free: number[] = [];
  for (let number = below + 1; number < above; number++) if (!taken.has(number)) free.push(number);
  if (free.length < count) return undefined;
  for (let index = 1; index <= count; index++) {
    found.push(free[Math.ceil((index * (free.length + 1)) / (count + 1)) - 1] ?? 0);
  }
  return found;
}

/** The smallest multiple of the step that leaves room for all new rows between rows numbered anew. */
export function spreadStep(rows: readonly (number | undefined)[], { step }: Numbering): number {
  let longest = 0;
  let run = 0;
  for (const row of rows) {
    run = row === undefined ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return step * Math.ceil((longest + 1) / step);
}

/**
 * Numbers where running rows (given by their place among the running) are numbered anew with a step that leaves room,
 * and new rows stand between them.
 */
export function spreadNumbers(
  rows: readonly (number | undefined)[],
  numbering: Numbering,
): number[] {
  const step = spreadStep(rows, numbering);
  const anew = rows.map((row) => (row === undefined ? undefined : step + row * step));
  const found = filledNumbers(anew, { first: step, step }, new Set());
  return found ?? rows.map((_, index) => numbering.first + index * numbering.step);
}
