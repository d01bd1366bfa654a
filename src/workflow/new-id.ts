import { randomInt } from "node:crypto";

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** A fresh transaction id: ten lower-case letters and digits, short enough for an EOS session name. */
export function newId(): string {
  return Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join("");
}
