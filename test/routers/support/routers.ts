import { afterAll, beforeAll } from "vitest";
import { needing } from "./needing.ts";
import { Network } from "./network.ts";
import type { LinkPlan, RouterPlan } from "./world.ts";

/** What keeps real routers from being started here; undefined inside the wrapper of `npm run test:routers`. */
function whatIsMissing(): string | undefined {
  const found = process.env["NETCTL_ROUTERS"];
  if (found === "inside") return undefined;
  return found === undefined ? "is run by npm run test:routers" : found;
}

/** Tests on real routers, started once for all of them. */
export function routers(
  title: string,
  plan: { readonly routers: readonly RouterPlan[]; readonly links: readonly LinkPlan[] },
  body: (network: () => Network) => void,
): void {
  needing(title, whatIsMissing(), () => {
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
