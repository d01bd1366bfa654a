import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Network } from "./network.ts";
import type { LinkPlan, RouterPlan } from "./world.ts";

const isRequired = process.env["CI"] === "true";

/** What keeps real routers from being started here; undefined inside the wrapper of `npm run test:routers`. */
function whatIsMissing(): string | undefined {
  const found = process.env["NETCTL_ROUTERS"];
  if (found === "inside") return undefined;
  return found === undefined ? "is run by npm run test:routers" : found;
}

/**
 * Tests on real routers, started once for all of them. Where they cannot be started the tests are skipped, with the
 * reason in the title and on standard error; with CI=true they fail.
 */
export function routers(
  title: string,
  plan: { readonly routers: readonly RouterPlan[]; readonly links: readonly LinkPlan[] },
  body: (network: () => Network) => void,
): void {
  const reason = whatIsMissing();
  if (reason !== undefined && isRequired) {
    test(title, () => expect.fail(`real routers are required here, but this ${reason}`));
    return;
  }
  if (reason !== undefined) process.stderr.write(`skipped: ${title}: ${reason}\n`);
  describe.skipIf(reason !== undefined)(reason ? `${title} (skipped: ${reason})` : title, () => {
    let network: Network | undefined;
    beforeAll(async () => {
      network = await Network.start(plan);
    }, 180_000);
    afterAll(async () => await network?.end());
    body(() => {
      if (network === undefined) throw new Error("the routers did not start");
      return network;
    });
  });
}
