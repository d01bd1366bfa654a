import type { Service } from "../intent.ts";
import { pointerAbove } from "../pointer.ts";

/** The devices a value speaks of: those that the innermost object around it names, whatever their place inside it. */
export function concernedDevices(service: Service, pointer: string): readonly string[] {
  const named = namedIn(service);
  for (let around = pointer; around !== ""; around = pointerAbove(around)) {
    const devices = named.get(around);
    if (devices !== undefined) return [...devices];
  }
  return [...(named.get("") ?? [])];
}

/** The devices named in every value of a service, by its pointer; a service is asked for each of its entries. */
function namedIn(service: Service): ReadonlyMap<string, ReadonlySet<string>> {
  const known = namedBelow.get(service);
  if (known !== undefined) return known;
  const named = new Map<string, Set<string>>();
  const name = (around: string, device: string): void => {
    named.set(around, (named.get(around) ?? new Set()).add(device));
  };
  for (const { pointer, device } of service.mentions) {
    for (let around = pointer; around !== ""; around = pointerAbove(around)) name(around, device);
    name("", device);
  }
  namedBelow.set(service, named);
  return named;
}

const namedBelow = new WeakMap<Service, ReadonlyMap<string, ReadonlySet<string>>>();
