import type { Place } from "../errors.ts";
import type { Device, Intent, Service } from "../intent/intent.ts";
import { pointerAbove, valueAt } from "../intent/pointer.ts";
import { watchedList, watchedView } from "./watched-view.ts";

/** What a template sees. The names are listed once more, with what schemas say of them, in `template-names.ts`. */
export function templateContext(
  intent: Intent,
  service: Service,
  device: Device,
  onRead: (place: () => Place) => void,
): object {
  // A default has no place of its own: what was read before it says more.
  const readService = (pointer: string): void => {
    if (service.isWritten(pointer)) onRead(() => service.placeOf(pointer));
  };
  const { self, peers } = entriesOf(service, device.name);
  const document = watchedView(service.document, "", readService) as object;
  return {
    service: Object.freeze(
      Object.defineProperties(
        { name: service.name, model: service.model },
        Object.getOwnPropertyDescriptors(document),
      ),
    ),
    device: deviceView(device, onRead),
    self: watchedList(self, service.document, readService),
    peers: watchedList(peers, service.document, readService),
    devices: devicesView(intent, onRead),
  };
}

function deviceView(device: Device, onRead: (place: () => Place) => void): object {
  const { name, platform, product, vars } = device;
  const readVars = (pointer: string): void =>
    onRead(() => device.source.placeOf(`/vars${pointer}`));
  return Object.freeze({ name, platform, product, vars: watchedView(vars, "", readVars) });
}

function devicesView(intent: Intent, onRead: (place: () => Place) => void): object {
  const view = {};
  for (const device of intent.devices.values())
    Object.defineProperty(view, device.name, {
      enumerable: true,
      get: () => deviceView(device, onRead),
    });
  return Object.freeze(view);
}

/** Pointers of the entries that name a device, and of those beside them in a list that name others. */
export function entriesOf(
  service: Service,
  device: string,
): { readonly self: readonly string[]; readonly peers: readonly string[] } {
  const entries = service.mentions
    .map((mention) => ({ ...mention, entry: pointerAbove(mention.pointer) }))
    .filter(({ entry }) => !Array.isArray(valueAt(service.document, entry)));
  const self = new Set(entries.filter((e) => e.device === device).map((e) => e.entry));
  const lists = new Set(
    [...self].map(pointerAbove).filter((p) => Array.isArray(valueAt(service.document, p))),
  );
  const peers = entries.filter(
    (e) => !self.has(e.entry) && e.entry !== "" && lists.has(pointerAbove(e.entry)),
  );
  return { self: [...self], peers: [...new Set(peers.map((e) => e.entry))] };
}
