// What stands for a secret in every text that netctl keeps or shows: `<secret:env:NAME>`. It is one word in every
// vendor's language, says where the secret is to be found, and nothing of the secret itself.

const whole =
  /<secret:((?:env|file|exec):(?:[A-Za-z0-9._:/-]|%[0-9A-F]{2})+)(?:@([0-9a-f]{16}))?>/g;
const begun = /<secret:(?:env|file|exec)\b/i;

/** The placeholder of a reference such as `env:NAME`. What is no letter or digit in it is written as `%20`. */
export function secretPlaceholder(reference: string): string {
  const written = [...new TextEncoder().encode(reference)].map((byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9._:/-]/.test(letter)
      ? letter
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  });
  return `<secret:${written.join("")}>`;
}

/** Whether a text holds a placeholder, or what could be taken for one. */
export function hasPlaceholder(text: string): boolean {
  return begun.test(text);
}

/** Whether every placeholder in a text is as `secretPlaceholder` made it, from its first letter to its last. */
export function hasWholePlaceholders(text: string): boolean {
  return !/<secret|secret:(?:env|file|exec):/i.test(text.replace(whole, ""));
}

/** Whether a text is one placeholder and nothing else. */
export function isPlaceholder(text: string): boolean {
  return text.replace(whole, "") === "" && text !== "";
}

/** The references in a text, each once. */
export function referencesIn(text: string): string[] {
  return [...new Set([...text.matchAll(whole)].map(([, written = ""]) => decoded(written)))];
}

/** The placeholders of a text that carry a fingerprint, each once. */
export function sealedPlaceholders(text: string): string[] {
  const all = [...text.matchAll(whole)].filter(([, , fingerprint]) => fingerprint !== undefined);
  return [...new Set(all.map(([placeholder]) => placeholder))];
}

/** The fingerprint of a placeholder: 16 hexadecimal digits. */
export function fingerprintIn(placeholder: string): string | undefined {
  return /@([0-9a-f]{16})>$/.exec(placeholder)?.[1];
}

/** A text whose placeholders carry fingerprints: `<secret:env:NAME@0123456789abcdef>`. Those that have one keep it. */
export function withFingerprints(
  text: string,
  fingerprintOf: (reference: string) => string | undefined,
): string {
  return text.replace(whole, (placeholder, written: string, own: string | undefined) => {
    const fingerprint = own ?? fingerprintOf(decoded(written));
    return fingerprint === undefined ? placeholder : `<secret:${written}@${fingerprint}>`;
  });
}

/** A text whose placeholders carry no fingerprint: what rendering alone makes. */
export function withoutFingerprints(text: string): string {
  return text.replace(whole, "<secret:$1>");
}

/** A text with something put in place of each placeholder. */
export function replacePlaceholders(
  text: string,
  put: (placeholder: string, reference: string, before: string) => string,
): string {
  return text.replace(whole, (placeholder, written: string, _own, offset: number) =>
    put(placeholder, decoded(written), text.slice(0, offset)),
  );
}

function decoded(written: string): string {
  return decodeURIComponent(written);
}
