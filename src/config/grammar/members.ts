/** Members of a set written as a list: numbers and ranges (`10,20-22`) or words. Sorted, each once. */
export function members(text: string, of: "range" | "words"): string[] {
  if (of === "words") return [...new Set(text.split(/\s+/).filter(Boolean))].sort();
  const numbers = new Set<number>();
  const words: string[] = [];
  for (const part of text.split(/[\s,]+/)) {
    const range = /^(\d+)-(\d+)$/.exec(part);
    const from = range === null ? part : range[1];
    if (range !== null && Number(range[2]) - Number(range[1]) <= 65_536) {
      for (let n = Number(from); n <= Number(range[2]); n++) numbers.add(n);
    } else if (/^\d+$/.test(part)) numbers.add(Number(part));
    else if (part !== "" && part !== "none") words.push(part);
  }
  return [...words, ...[...numbers].sort((a, b) => a - b).map(String)];
}

/** What is added to or taken from a set, as sorted as both are. */
export function without(list: readonly string[], others: readonly string[]): string[] {
  const isOther = new Set(others);
  return list.filter((member) => !isOther.has(member));
}

/** The shortest text for members: `10,20-22`, or the words. */
export function membersText(list: readonly string[], of: "range" | "words"): string {
  return memberParts(list, of).join(of === "words" ? " " : ",");
}

/** The numbers and ranges, or the words, that the shortest text is made of. */
export function memberParts(list: readonly string[], of: "range" | "words"): readonly string[] {
  if (of === "words") return list;
  const parts: string[] = [];
  let index = 0;
  while (index < list.length) {
    let end = index;
    while (Number(list[end + 1]) === Number(list[end]) + 1) end++;
    parts.push(end === index ? `${list[index]}` : `${list[index]}-${list[end]}`);
    index = end + 1;
  }
  return parts;
}
