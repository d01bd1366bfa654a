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

/** The shortest text for members: `10,20-22`, or the words. */
export function membersText(list: readonly string[], of: "range" | "words"): string {
  if (of === "words") return list.join(" ");
  const parts: string[] = [];
  let index = 0;
  while (index < list.length) {
    let end = index;
    while (Number(list[end + 1]) === Number(list[end]) + 1) end++;
    parts.push(end === index ? `${list[index]}` : `${list[index]}-${list[end]}`);
    index = end + 1;
  }
  return parts.join(",");
}
