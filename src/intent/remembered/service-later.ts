import type { Json, Service } from "../intent.ts";
import type { Claiming } from "../rules/claims.ts";

/** A service that nothing was wrong with, as it is remembered; `read` gives the whole when more is asked of it. */
export class ServiceLater implements Service {
  readonly name: string;
  readonly model: string;
  readonly path: string;
  readonly digest: string;
  readonly devices: readonly string[];
  readonly references: Service["references"];
  readonly checks: Service["checks"] = [];
  readonly #read: (service: Service) => Claiming;
  #whole: Service | undefined;

  constructor(
    { name, model, path }: Pick<Service, "name" | "model" | "path">,
    { digest, devices, references }: Pick<Service, "digest" | "devices" | "references">,
    read: (service: Service) => Claiming,
  ) {
    this.name = name;
    this.model = model;
    this.path = path;
    this.digest = digest;
    this.devices = devices;
    this.references = references;
    this.#read = read;
  }

  get document(): Json {
    return this.#full.document;
  }

  get mentions(): Service["mentions"] {
    return this.#full.mentions;
  }

  get placeOf(): Service["placeOf"] {
    return this.#full.placeOf;
  }

  get isWritten(): Service["isWritten"] {
    return this.#full.isWritten;
  }

  get #full(): Service {
    this.#whole ??= this.#read(this).service;
    return this.#whole;
  }
}
