import type { Rule } from "../../platform/grammar.ts";
import { rangeMembers } from "../ranges/range-members.ts";
import { type Capture, type Piece, parsePattern } from "./pattern.ts";

/** The pattern up to its first value: `no ip address` takes away whatever address there is. */
export function beforeValue(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findIndex(
    (piece) => (piece.kind === "capture" && !piece.isKey) || piece.kind === "option",
  );
  return at > 0 ? pieces.slice(0, at) : pieces;
}

export function flat(pieces: readonly Piece[]): { name: string; isKey: boolean }[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === "option") return flat(piece.pieces);
    if (piece.kind === "choice") return [{ name: piece.name, isKey: true }];
    return piece.kind === "capture" ? [piece] : [];
  });
}

export function stemOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (piece.kind === "word" ? piece.text : piece.kind === "option" ? "" : "*"))
    .filter(Boolean)
    .join(" ");
}

/** The line that names several sections of a rule at once, where it has one. */
export function plural(
  { match, expand }: Rule,
  types: Readonly<Record<string, string>>,
): readonly Piece[] | undefined {
  if (expand === undefined) return undefined;
  const { key, of, line } = expand;
  return parsePattern(line ?? match, types).map((piece): Piece => {
    if (piece.kind !== "capture" || piece.name !== key) return piece;
    return { ...piece, isTail: true, type: several(piece, of, line === undefined) };
  });
}

/** Text that names several things of a type; one alone only where the words around it say that it may be many. */
function several({ type }: Capture, of: "list" | "span", isMany: boolean): Capture["type"] {
  return (text) => {
    const names = rangeMembers(text, of);
    if (names === undefined || (isMany && names.length < 2)) return undefined;
    return type === undefined || names.every((name) => type(name) !== undefined) ? text : undefined;
  };
}
