/** How several things are named at once (see `Expand` in platform/grammar.ts). */
export type RangeForm = "list" | "span";

/** More than there are VLANs: what names more than that is no range of sections. */
const MEMBERS_LIMIT = 4096;

/** The names that a text stands for, in its order; undefined where it cannot be read that way. */
export function rangeMembers(text: string, form: RangeForm): readonly string[] | undefined {
  const names = form === "span" ? spanned(text) : listed(text);
  return names === undefined || names.length === 0 || names.length > MEMBERS_LIMIT
    ? undefined
    : names;
}

function spanned(text: string): string[] | undefined {
  const found = /^(\d+)(?: (\d+))?$/.exec(text);
  return found === null ? undefined : counted("", Number(found[1]), Number(found[2] ?? found[1]));
}

/** `Ethernet1/1-3,5` and `Gi1/0/1 - 3 , Gi2/0/5`: a number alone takes the words of the part before. */
function listed(text: string): string[] | undefined {
  const names: string[] = [];
  let prefix = "";
  for (const part of text.split(",").map((piece) => piece.trim())) {
    const range = /^(.*?)(\d+)\s*-\s*(\d+)$/.exec(part);
    const single = /^(.*?)(\d+)$/.exec(part);
    const [, words = "", first, last = first] = range ?? single ?? [];
    if (first === undefined || words.includes(" ")) return undefined;
    prefix = words === "" ? prefix : words;
    const counts = counted(prefix, Number(first), Number(last));
    if (counts === undefined) return undefined;
    names.push(...counts);
  }
  return names;
}

function counted(prefix: string, first: number, last: number): string[] | undefined {
  if (last < first || last - first > MEMBERS_LIMIT) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${first + index}`);
}

/** The shortest text for names that follow one another as `followsInRange` says. */
export function rangeText(names: readonly string[], form: RangeForm): string {
  const [first = "", last = ""] = [names[0], names.at(-1)];
  if (form === "span") return `${first} ${last}`;
  const parts: string[] = [];
  for (let from = 0; from < names.length; from++) {
    const start = names[from] ?? "";
    let to = from;
    while (Number(names[to + 1]) === Number(names[to]) + 1) to++;
    parts.push(to === from ? start : `${start}-${names[to]}`);
    from = to;
  }
  return parts.join(",");
}

/** Whether a name may be added behind another in one text. */
export function followsInRange(name: string, before: string, form: RangeForm): boolean {
  return form === "list" || Number(name) === Number(before) + 1;
}
