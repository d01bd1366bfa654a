import type { Place } from "../errors.ts";
import type { Device, Intent, Service } from "../intent/intent.ts";
import { pointerAbove, valueAt } from "../intent/pointer.ts";
import { servicesReferredTo } from "../intent/service-references.ts";
import { once } from "./once.ts";
import { Lazy } from "./safe-lookup.ts";
import { watchedList, watchedView } from "./watched-view.ts";

/** Told of each read with a way to find its place. */
type OnRead = (place: () => Place) => void;

/** Gives what a template sees when it is rendered for one device. */
export type ContextOf = (service: Service, device: Device) => object;

/**
 * Makes the contexts of templates. Reads go to `onRead`, whichever context they are made through. The names are listed
 * once more, with what schemas say of them, in `names/template-names.ts`.
 */
export function templateContexts(intent: Intent, onRead: OnRead): ContextOf {
  const devices = devicesView(intent, onRead);
  const referredTo = servicesReferredTo(intent);
  const entriesOf = once(entries);
  const readsOf = once((service: Service) => serviceReads(service, onRead));
  const viewOf = once((service: Service) => serviceView(service, readsOf(service)));
  return (service, device) => {
    const list = (pointers: () => readonly string[]): Lazy =>
      new Lazy(() => watchedList(pointers(), service.document, readsOf(service)));
    return {
      service: viewOf(service),
      device: devices[device.name],
      self: list(() => selfOf(entriesOf(service), device.name)),
      peers: list(() => peersOf(entriesOf(service), device.name)),
      devices,
      services: new Lazy(() => servicesView(referredTo(service), viewOf)),
    };
  };
}

/** Every device reads the same places of a service: each is found once. */
function serviceReads(service: Service, onRead: OnRead): (pointer: string) => void {
  const places = new Map<string, (() => Place) | undefined>();
  return (pointer) => {
    // A default has no place of its own: what was read before it says more.
    if (!places.has(pointer))
      places.set(pointer, service.isWritten(pointer) ? placeAt(service, pointer) : undefined);
    const place = places.get(pointer);
    if (place !== undefined) onRead(place);
  };
}

function placeAt(service: Service, pointer: string): () => Place {
  let place: Place | undefined;
  return () => {
    place ??= service.placeOf(pointer);
    return place;
  };
}

function serviceView(service: Service, onRead: (pointer: string) => void): object {
  const document = watchedView(service.document, "", onRead) as object;
  const own = { name: service.name, model: service.model };
  return Object.freeze(Object.defineProperties(own, Object.getOwnPropertyDescriptors(document)));
}

/** Views by model, then by name. */
function servicesView(
  services: readonly Service[],
  viewOf: (service: Service) => object,
): Readonly<Record<string, object>> {
  const models: Record<string, Record<string, object>> = {};
  for (const service of services) {
    models[service.model] ??= {};
    (models[service.model] as Record<string, object>)[service.name] = viewOf(service);
  }
  return Object.freeze(models);
}

function devicesView(intent: Intent, onRead: OnRead): Readonly<Record<string, object>> {
  const views = [...intent.devices.values()].map((device): [string, object] => {
    const { name, platform, product, vars } = device;
    const readVars = (pointer: string): void =>
      onRead(() => device.source.placeOf(`/vars${pointer}`));
    return [
      name,
      Object.freeze({ name, platform, product, vars: watchedView(vars, "", readVars) }),
    ];
  });
  return Object.freeze(Object.fromEntries(views));
}

/** An object of a document that names a device, by its pointer, and the list it stands in, if it does. */
type Entry = {
  readonly device: string;
  readonly pointer: string;
  readonly list: string | undefined;
};

function entries(service: Service): Entry[] {
  return service.mentions.flatMap((mention) => {
    const pointer = pointerAbove(mention.pointer);
    // A bare list of names has no entries.
    if (Array.isArray(valueAt(service.document, pointer))) return [];
    const above = pointerAbove(pointer);
    const isListed = pointer !== "" && Array.isArray(valueAt(service.document, above));
    return [{ device: mention.device, pointer, list: isListed ? above : undefined }];
  });
}

function selfOf(all: readonly Entry[], device: string): string[] {
  return [...new Set(all.filter((entry) => entry.device === device).map((e) => e.pointer))];
}

/** The entries beside those of a device that name others. */
function peersOf(all: readonly Entry[], device: string): string[] {
  const self = new Set(selfOf(all, device));
  const lists = new Set(all.filter((e) => self.has(e.pointer)).map((e) => e.list));
  const beside = all.filter((e) => e.list !== undefined && lists.has(e.list));
  return [...new Set(beside.map((e) => e.pointer).filter((pointer) => !self.has(pointer)))];
}
