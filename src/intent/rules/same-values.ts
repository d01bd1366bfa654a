import type { Finding, Place } from "../../errors.ts";
import { parseInterface } from "../address.ts";
import type { Json, Service } from "../intent.ts";
import { pointerAbove, pointerBelow, pointerSegments } from "../pointer.ts";
import { isObject, type Meeting } from "../schema-walk.ts";
import type { SourceDocument } from "../source-document.ts";
import type { Claiming } from "./claims.ts";

/** A value that is the same wherever services of the model speak of the device. */
export type SameClaim = {
  readonly property: string;
  readonly device: string;
  readonly value: Json;
  readonly pointer: string;
};

/** The values of a service that the keyword `sameForDevice` speaks of, where they stand beside a device. */
export function sameClaims(service: Service, meetings: readonly Meeting[]): SameClaim[] {
  const named = new Map<string, string>();
  for (const { pointer, device } of service.mentions) {
    const around = pointerAbove(pointer);
    named.set(around, named.get(around) ?? device);
  }
  return meetings.flatMap(({ schema, pointer, value }) => {
    const device = named.get(pointerAbove(pointer));
    if (schema["sameForDevice"] !== true || device === undefined) return [];
    return [{ property: pointerSegments(pointer).at(-1) ?? "", device, value, pointer }];
  });
}

/** Values that differ, by the keyword `sameForDevice: true` on a value beside a device. */
export function sameForDeviceFindings(services: readonly Claiming[]): Finding[] {
  const first = new Map<string, { readonly value: Json; readonly place: () => Place }>();
  const findings: Finding[] = [];
  for (const { service, claims } of services)
    for (const { property, device, value, pointer } of claims.same) {
      const key = JSON.stringify([service.model, property, device]);
      const place = (): Place => service.placeOf(pointer);
      const before = first.get(key);
      if (before === undefined) first.set(key, { value, place });
      else if (before.value !== value)
        findings.push({
          code: "NC1025",
          message: `\`${property}\` of ${device} is ${value} here and ${before.value} elsewhere`,
          place: place(),
          hint: `one device has one \`${property}\``,
          related: [{ label: "the other value", place: before.place() }],
        });
    }
  return findings;
}

/**
 * Ends that do not fit each other, by the keyword `sameNetwork: "<property>"` on a list: the addresses in that property
 * differ and share one network.
 */
export function sameNetworkFindings(
  { placeOf }: SourceDocument,
  meetings: readonly Meeting[],
): Finding[] {
  return meetings.flatMap((meeting) => listFindings(meeting, placeOf));
}

function listFindings(meeting: Meeting, placeOf: (pointer: string) => Place): Finding[] {
  const property = meeting.schema["sameNetwork"];
  if (typeof property !== "string" || !Array.isArray(meeting.value)) return [];
  const addresses = meeting.value.flatMap((item, index) => {
    const text = isObject(item) ? item[property] : undefined;
    const address = typeof text === "string" ? parseInterface(text) : undefined;
    const pointer = pointerBelow(pointerBelow(meeting.pointer, index), property);
    return address === undefined ? [] : [{ address, at: () => placeOf(pointer) }];
  });
  const [head, ...rest] = addresses;
  if (head === undefined) return [];
  const network = `${head.address.network}/${head.address.length}`;
  return rest.flatMap(({ address, at }) => {
    const wrong = (message: string): Finding => ({
      code: "NC1026",
      message,
      place: at(),
      related: [{ label: "the other end", place: head.at() }],
    });
    const own = `${address.address}/${address.length}`;
    if (`${address.network}/${address.length}` !== network)
      return [wrong(`${own} is not in ${network}, where the other end is`)];
    return address.address === head.address.address
      ? [wrong(`both ends have ${address.address}`)]
      : [];
  });
}
