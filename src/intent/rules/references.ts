import type { Finding } from "../../errors.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Service, ServiceReference } from "../intent.ts";
import type { ReadyModel } from "../read-model.ts";
import type { Meeting } from "../schema-walk.ts";
import type { Claiming } from "./claims.ts";
import { concernedDevices } from "./concerned-devices.ts";

/** Schemas that refer to a model nobody has. */
export function modelReferenceFindings(
  models: ReadonlyMap<string, ReadyModel>,
  known: readonly string[],
): Finding[] {
  return [...models.values()].flatMap(({ named, source }) =>
    named.models
      .filter(([name]) => !known.includes(name))
      .map(([name, pointer]) => ({
        code: "NC1010",
        message: `unknown model \`${name}\``,
        place: source.placeOf(pointer),
        hint: didYouMean(name, known) ?? `write models/${name}/schema.yaml`,
      })),
  );
}

/** A service that is named for some devices, and so must speak of them. */
export type OnDeviceClaim = ServiceReference & { readonly devices: readonly string[] };

/** The services that one names where `onDevice: true` stands, with the devices beside their names. */
export function onDeviceClaims(service: Service, meetings: readonly Meeting[]): OnDeviceClaim[] {
  return meetings.flatMap(({ schema, pointer, value }) => {
    if (schema["onDevice"] !== true) return [];
    const devices = concernedDevices(service, pointer);
    return [{ pointer, model: String(schema["service"]), service: String(value), devices }];
  });
}

/** A service that one of `asking` names where `onDevice: true` stands must speak of the device beside its name. */
export function onDeviceFindings(
  asking: readonly Claiming[],
  services: readonly Service[],
): Finding[] {
  if (!asking.some(({ claims }) => claims.onDevice.length > 0)) return [];
  const named = new Map(
    services.map((each): [string, Service] => [`${each.model}/${each.name}`, each]),
  );
  return asking.flatMap(({ service, claims }) =>
    claims.onDevice.flatMap(({ pointer, model, service: value, devices }) => {
      const name = `${model}/${value}`;
      const target = named.get(name);
      if (target === undefined) return [];
      return devices
        .filter((device) => !target.devices.includes(device))
        .map((device) => ({
          code: "NC1061",
          message: `\`${value}\` is not on ${device}`,
          place: service.placeOf(pointer),
          hint: `name ${device} in ${target.path}`,
          related: [{ label: `${name} is declared here`, place: target.placeOf("") }],
        }));
    }),
  );
}
