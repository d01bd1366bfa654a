import type { Device, Intent, Service } from "../intent/intent.ts";
import { digest } from "../intent/memory.ts";
import { servicesReferredTo } from "../intent/service-references.ts";
import { servicesOn } from "./services-on.ts";

/** Digests of everything that decides what is rendered. Two that are equal give the same lines. */
export type RenderDigests = {
  /** Of all lines of a device. */
  readonly ofDevice: (device: Device) => string;
  /** Of the lines of one service on a device. */
  readonly ofFragment: (service: Service, device: Device) => string;
};

/**
 * Digests over services and those they refer to, what templates see of devices, the templates, and the platforms that
 * read the lines.
 */
export function renderDigests(intent: Intent): RenderDigests {
  const { templates, platforms, devices } = intent;
  const shared = [...templates].flatMap(([key, { text }]) => [key, text]);
  // Most templates look at their own device alone, and then no other one matters.
  const seesAll = [...templates.values()].some(({ text }) => /(?<![.\w"'])devices\b/.test(text));
  const all = seesAll ? [...devices.values()].map(viewOf) : [];
  const readers = [...platforms].flatMap(([name, platform]) => [name, JSON.stringify(platform)]);
  const ground = digest([...shared, ...readers, ...all]);
  const referredTo = servicesReferredTo(intent);
  const on = servicesOn(intent);
  const seenBy = (service: Service): string => {
    const others = referredTo(service).map((each) => each.digest);
    return others.length === 0 ? service.digest : [service.digest, ...others].join();
  };
  return {
    ofDevice: (device) => {
      const seen = on(device.name).map(seenBy).join(" ");
      return digest([ground, viewOf(device), seen]);
    },
    ofFragment: (service, device) => digest([ground, viewOf(device), seenBy(service)]),
  };
}

/** What templates see of a device. */
function viewOf({ name, platform, product, vars }: Device): string {
  return JSON.stringify([name, platform, product ?? null, vars]);
}
