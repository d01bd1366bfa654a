import { describe, expect, test } from "vitest";

const isRequired = process.env["CI"] === "true";

/**
 * Tests that need something of the machine. Where it is missing they are skipped, with the reason in the title and on
 * standard error; with CI=true they fail. `missing` says what it is.
 */
export function needing(title: string, missing: string | undefined, body: () => void): void {
  if (missing !== undefined && isRequired) {
    test(title, () => expect.fail(`this is required here, but it ${missing}`));
    return;
  }
  if (missing !== undefined) process.stderr.write(`skipped: ${title}: ${missing}\n`);
  describe.skipIf(missing !== undefined)(missing ? `${title} (skipped: ${missing})` : title, body);
}
