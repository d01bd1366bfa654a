/** A function that works each of its answers out once. */
export function once<Asked, Answer>(make: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const known = new Map<Asked, Answer>();
  return (asked) => {
    const before = known.get(asked);
    if (before !== undefined) return before;
    const made = make(asked);
    known.set(asked, made);
    return made;
  };
}
