import type { Intent, Service } from "../intent/intent.ts";

/** The services that touch a device, by its name, in their own order. */
export function servicesOn({
  services,
}: Pick<Intent, "services">): (device: string) => readonly Service[] {
  const known = byDevice.get(services) ?? groupedByDevice(services);
  byDevice.set(services, known);
  return (device) => known.get(device) ?? [];
}

const byDevice = new WeakMap<readonly Service[], ReadonlyMap<string, readonly Service[]>>();

function groupedByDevice(services: readonly Service[]): ReadonlyMap<string, readonly Service[]> {
  const found = new Map<string, Service[]>();
  for (const service of services)
    for (const name of service.devices) {
      const known = found.get(name);
      if (known === undefined) found.set(name, [service]);
      else known.push(service);
    }
  return found;
}
