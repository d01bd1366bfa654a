import type { Origin } from "../config/origin.ts";
import type { Place } from "../errors.ts";

/**
 * The origin of one line. Where in the service it comes from is found when it is asked for: that takes the whole file,
 * and is shown of lines that change.
 */
export class LineOrigin implements Origin {
  readonly service: string;
  declare readonly templatePlace?: Place;
  declare readonly servicePlace?: Place;
  readonly #find: () => Place;

  // The same for all of them: with getters of their own they would take more memory than all else a line has.
  static readonly #found: PropertyDescriptor & ThisType<LineOrigin> = {
    enumerable: true,
    get() {
      return this.#find();
    },
  };

  constructor(service: string, templatePlace: Place | undefined, find: () => Place) {
    this.service = service;
    if (templatePlace !== undefined) this.templatePlace = templatePlace;
    this.#find = find;
    Object.defineProperty(this, "servicePlace", LineOrigin.#found);
  }
}
