import type { Json, Service } from "../intent.ts";
import { digest, type Memory } from "../memory.ts";
import type { ReadyModel } from "../read-model.ts";
import type { ServiceSurroundings } from "../read-service.ts";
import type { Claiming, Claims } from "../rules/claims.ts";

// Most files of a network are as they were. What others need to know of such a service is remembered; it is read when
// a template asks for the rest.

/** What is remembered of a service that nothing was wrong with. */
export type KnownService = Pick<Service, "devices" | "references" | "digest"> & {
  /** The values that pools gave it, as text; empty where it asks for none. */
  readonly drawn: string;
  readonly claims: Claims;
};

const shelf = "service";

/** What a service is made of, besides the names of what it mentions and what pools give it. */
export function serviceMade(textDigest: string, ready: ReadyModel): string {
  return digest([ready.digest, textDigest]);
}

/** What an earlier run knew of the service that lies at `path`. */
export function recallService(
  path: string,
  made: string,
  memory: Memory,
): KnownService | undefined {
  return memory.recall(shelf, path, made) as KnownService | undefined;
}

/** Remembers a service that nothing is wrong with. One with checks of its own is read every time, for their places. */
export function keepService(
  { service, claims }: Claiming,
  made: string,
  drawn: ReadonlyMap<string, Json | undefined>,
  memory: Memory,
): void {
  if (service.checks.length > 0) return;
  const { devices, references, digest: own } = service;
  const known: KnownService = { devices, references, digest: own, drawn: drawnText(drawn), claims };
  memory.keep(shelf, service.path, made, known as unknown as Json);
}

/** Values from pools as text: two that are equal make the same document. */
export function drawnText(drawn: ReadonlyMap<string, Json | undefined>): string {
  return drawn.size === 0 ? "" : JSON.stringify([...drawn]);
}

/** Whether all that a service mentions is still there. */
export function isAtHome(
  { devices, references }: Pick<Service, "devices" | "references">,
  around: Pick<ServiceSurroundings, "devices" | "services">,
): boolean {
  return (
    devices.every((name) => around.devices.has(name)) &&
    references.every(({ model, service }) => around.services.get(model)?.has(service) === true)
  );
}
