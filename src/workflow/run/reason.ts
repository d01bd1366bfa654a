import { NetctlError } from "../../errors.ts";
import type { Reason } from "../../transaction/order.ts";

/** An error as a report carries it. A bug is no reason: it is thrown on. */
export function reasonOf(error: unknown): Reason {
  if (!(error instanceof NetctlError)) throw error;
  const { kind, message, hint, words, places } = error;
  return {
    kind,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(words === undefined || words === "" ? {} : { words }),
    ...(places.length === 0 ? {} : { places }),
  };
}
