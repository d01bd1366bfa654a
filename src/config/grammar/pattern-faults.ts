import { builtInTypes } from "./capture-type.ts";
import { PIECE } from "./pattern.ts";

/** One thing wrong in a pattern. Where a word is not known: the word, and those that are. */
export type PatternFault = {
  readonly message: string;
  readonly written?: string;
  readonly known?: readonly string[];
};

/** Every optional part doubles the number of lines a pattern stands for. */
const optionsMax = 6;

const CAPTURE = /^(\w+)(?:\.\.\.)?(?::(\w+))?$/;
const CHOICE = /^[^\s:|]+(?:\|[^\s:|]+)*(?::\w+)?$/;

/** Names a pattern captures, in the order they stand; unnamed choices and `...` have none. */
export function patternNames(source: string): string[] {
  return pieces(source).flatMap((piece) => {
    if (/^[{<].*[}>]$/.test(piece)) return CAPTURE.exec(piece.slice(1, -1))?.[1] ?? [];
    return /^\(.*:(\w+)\)$/.exec(piece)?.[1] ?? [];
  });
}

/** What is wrong in a pattern (see platform/grammar.ts for how they are written). */
export function patternFaults(source: string, types: readonly string[]): PatternFault[] {
  const all = pieces(source);
  if (all.length === 0) return [{ message: "the pattern is empty" }];
  const faults = all.flatMap((piece) => pieceFaults(piece, types));
  if (faults.length > 0) return faults;
  const captured = patternNames(source);
  const twice = captured.find((name, index) => captured.indexOf(name) < index);
  if (twice !== undefined) return [{ message: `two captures are named \`${twice}\`` }];
  const tail = all.slice(0, -1).find((piece) => piece === "..." || /^[{<]\w+\.\.\./.test(piece));
  if (tail !== undefined)
    return [{ message: `\`${tail}\` takes the rest of the line: it must stand last` }];
  const options = (source.match(/\[[^\]]+\]/g) ?? []).length;
  return options > optionsMax
    ? [{ message: `it has ${options} optional parts; ${optionsMax} is the limit` }]
    : [];
}

/** What is wrong in a text that is filled in with captures, of which there are `names`. */
export function templateFaults(source: string, names: readonly string[]): PatternFault[] {
  const all = pieces(source);
  const typed = all.find((piece) => /^[{<].*:.*[}>]$/.test(piece));
  if (typed !== undefined)
    return [{ message: `\`${typed}\` is filled in here: leave out the type` }];
  const faults = all.flatMap((piece) => pieceFaults(piece, []));
  if (faults.length > 0) return faults;
  const unknown = patternNames(source).find((name) => !names.includes(name));
  return unknown === undefined
    ? []
    : [{ message: `unknown name \`${unknown}\``, written: unknown, known: names }];
}

/** Pieces, with those inside optional parts in their place. */
function pieces(source: string): string[] {
  return (source.match(PIECE) ?? []).flatMap((piece) =>
    /^\[.*\]$/.test(piece) ? (piece.slice(1, -1).match(PIECE) ?? []) : [piece],
  );
}

function pieceFaults(piece: string, types: readonly string[]): PatternFault[] {
  const inner = piece.slice(1, -1);
  if (/^\(.*\)$/.test(piece))
    return CHOICE.test(inner)
      ? []
      : [{ message: `\`${piece}\` is no choice: write (one|other) or (one|other:name)` }];
  if (/^[{<].*[}>]$/.test(piece)) {
    const found = CAPTURE.exec(inner);
    if (found === null)
      return [{ message: `\`${piece}\` is no capture: write {name}, {name:type} or {name...}` }];
    const known = [...types, ...builtInTypes];
    const type = found[2];
    return type === undefined || known.includes(type)
      ? []
      : [{ message: `unknown type \`${type}\``, written: type, known }];
  }
  return /^[[({<]|[\])}>]$/.test(piece)
    ? [{ message: `\`${piece}\` has a bracket without its partner` }]
    : [];
}
