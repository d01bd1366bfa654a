/** 64 bits in two halves: enough that no two texts of one network ever meet by accident, no seal against forgery. */
export type Hash = { readonly high: number; readonly low: number };

/** The hash of a text. */
export function hashText(text: string): Hash {
  let high = 0x9e3779b1;
  let low = 0x85ebca77;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  return mixed(high, low);
}

/** The hash of one thing after another. */
export function chained(first: Hash, second: Hash): Hash {
  const high = Math.imul(first.high ^ (second.low + 0x27d4eb2f), 0x85ebca6b);
  const low = Math.imul(first.low ^ (second.high + 0x165667b1), 0xc2b2ae35);
  return mixed(high ^ second.high, low ^ second.low);
}

/** As it is written: 16 hexadecimal digits. */
export function hashDigits({ high, low }: Hash): string {
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

function mixed(high: number, low: number): Hash {
  const first =
    Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  const second =
    Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return { high: (first ^ (first >>> 15)) | 0, low: (second ^ (second >>> 16)) | 0 };
}
