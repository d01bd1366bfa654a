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
