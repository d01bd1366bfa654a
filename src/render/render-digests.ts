import type { Device, Intent, Service } from "../intent/intent.ts";
import { digest, type Memory } from "../intent/memory.ts";
import { servicesReferredTo } from "../intent/service-references.ts";
import { templateFolder } from "../intent/template-folder.ts";
import { once } from "./once.ts";
import { servicesOn } from "./services-on.ts";
import { templateReach } from "./template-reach.ts";

/** Digests of everything that decides what is rendered. Two that are equal give the same lines. */
export type RenderDigests = {
  /** Of all lines of a device. */
  readonly ofDevice: (device: Device) => string;
  /** Of the lines of one service on a device. */
  readonly ofFragment: (service: Service, device: Device) => string;
};

/**
 * Digests over services and those they refer to, what templates see of devices, the templates that speak for them, and
 * the platforms that read the lines.
 */
export function renderDigests(intent: Intent, memory: Memory): RenderDigests {
  const { platforms, devices } = intent;
  const reached = templateReach(intent, memory);
  const referredTo = servicesReferredTo(intent);
  const on = servicesOn(intent);
  const viewOf = once(view);
  const readerOf = once((name: string) => digest([JSON.stringify(platforms.get(name))]));
  const folderOf = once((name: string) => templateFolder(platforms, name));
  const all = once(() => digest([...devices.values()].map(viewOf)));
  const seenBy = once((service: Service): string => {
    const others = referredTo(service).map((each) => each.digest);
    return others.length === 0 ? service.digest : [service.digest, ...others].join();
  });
  const groundOf = (device: Device, models: Iterable<string>): readonly string[] => {
    const templates = [...models].map((model) => reached(folderOf(device.platform), model));
    const others = templates.some(({ isWide }) => isWide) ? all("") : "";
    const own = templates.map((each) => each.digest);
    return [readerOf(device.platform), viewOf(device), others, ...own];
  };
  return {
    ofDevice: (device) => {
      const services = on(device.name);
      const models = new Set(services.map(({ model }) => model));
      return digest([...groundOf(device, models), services.map(seenBy).join()]);
    },
    ofFragment: (service, device) =>
      digest([...groundOf(device, [service.model]), seenBy(service)]),
  };
}

/** What templates see of a device. */
function view({ name, platform, product, vars }: Device): string {
  return JSON.stringify([name, platform, product ?? null, vars]);
}
