import type { Place } from "../errors.ts";

/** Where a line of a candidate comes from: the template line that wrote it and the service line that made it so. */
export type Origin = {
  /** Path of the service as people name it: `link/csr1-vsrx1`. */
  readonly service: string;
  readonly servicePlace?: Place;
  readonly templatePlace?: Place;
};
