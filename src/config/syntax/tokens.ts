/** A word or mark of the Junos hierarchy. A quoted string is one word, with its quotes. */
export type Token = { readonly text: string; readonly line: number; readonly isMark: boolean };

// In this order: comment to the end of the line, comment in bars (an annotation), string, mark, word, anything else.
// A quote in the middle of a word is part of it, as printed by boxes that mask secrets badly.
const TOKEN =
  /(#[^\n]*)|(\/\*[\s\S]*?(?:\*\/|$))|("(?:[^"\\\n]|\\[^\n])*"?)|([{};[\]])|([^\s{};[\]]+)|[^\S\n]+|\n/gy;

/** Words and marks of a text, without comments and annotations. `openString` is the line of a string never closed. */
export function tokens(
  text: string,
  firstLine: number,
): { readonly tokens: readonly Token[]; readonly openString: number | undefined } {
  const found: Token[] = [];
  let line = firstLine;
  let openString: number | undefined;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [all, , bars, string, mark, word] = match;
    if (string !== undefined && (string.length < 2 || !string.endsWith('"'))) openString ??= line;
    const said = string ?? mark ?? word;
    if (said !== undefined) found.push({ text: said, line, isMark: mark !== undefined });
    else if (all === "\n") line++;
    else if (bars !== undefined) line += bars.split("\n").length - 1;
  }
  return { tokens: found, openString };
}
