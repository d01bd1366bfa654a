import type { Origin } from "../config/origin.ts";
import type { Place } from "../errors.ts";

/** The origin of a line of an earlier run, of which nothing but the service is known before somebody asks. */
export class OriginLater implements Origin {
  readonly service: string;
  declare readonly templatePlace?: Place;
  declare readonly servicePlace?: Place;
  readonly #find: () => Origin;

  // One shape for all of them, as `LineOrigin` has.
  static readonly #found: PropertyDescriptorMap & ThisType<OriginLater> = {
    templatePlace: {
      enumerable: true,
      get() {
        return this.#find().templatePlace;
      },
    },
    servicePlace: {
      enumerable: true,
      get() {
        return this.#find().servicePlace;
      },
    },
  };

  constructor(service: string, find: () => Origin) {
    this.service = service;
    this.#find = find;
    Object.defineProperties(this, OriginLater.#found);
  }
}
