import type { Finding, Place } from "../../errors.ts";
import { type Interface, parseInterface } from "../address.ts";
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
 * Ends that do not fit each other, by two keywords on a list: `sameNetwork: <property>`: the addresses in that
 * property, or in each of several, differ and share one network, and no end goes without; `sameVersion: <property>`: they are all of IPv4, or all of IPv6.
 */
export function endFindings({ placeOf }: SourceDocument, meetings: readonly Meeting[]): Finding[] {
  return meetings.flatMap((meeting) => [
    ...oneSidedFindings(meeting, placeOf),
    ...addressesIn(meeting, "sameNetwork", placeOf).flatMap(networkFindings),
    ...addressesIn(meeting, "sameVersion", placeOf).flatMap(versionFindings),
  ]);
}

type Placed = { readonly address: Interface; readonly at: () => Place };

/** The addresses in each property of a list's entries that a keyword names. */
function addressesIn(
  { schema, pointer, value }: Meeting,
  keyword: "sameNetwork" | "sameVersion",
  placeOf: (pointer: string) => Place,
): readonly (readonly Placed[])[] {
  if (!Array.isArray(value)) return [];
  return [schema[keyword] ?? []].flat().map((property) =>
    value.flatMap((item, index) => {
      const text = isObject(item) ? item[String(property)] : undefined;
      const address = typeof text === "string" ? parseInterface(text) : undefined;
      const at = () => placeOf(pointerBelow(pointerBelow(pointer, index), String(property)));
      return address === undefined ? [] : [{ address, at }];
    }),
  );
}

/** Entries without an address that others of their list have. */
function oneSidedFindings(
  { schema, pointer, value }: Meeting,
  placeOf: (pointer: string) => Place,
): Finding[] {
  if (!Array.isArray(value)) return [];
  const has = (item: Json | undefined, property: string): boolean =>
    isObject(item) && Object.hasOwn(item, property);
  return [schema["sameNetwork"] ?? []].flat().flatMap((property) => {
    const name = String(property);
    const at = (index: number): string => pointerBelow(pointer, index);
    const holder = value.findIndex((item) => has(item, name));
    if (holder < 0) return [];
    return value.flatMap((item, index) => {
      if (has(item, name)) return [];
      const other = { label: "the other end", place: placeOf(pointerBelow(at(holder), name)) };
      const message = `\`${name}\` is missing, which the other end has`;
      return [{ code: "NC1026", message, place: placeOf(at(index)), related: [other] }];
    });
  });
}

function versionFindings([head, ...rest]: readonly Placed[]): Finding[] {
  if (head === undefined) return [];
  return rest
    .filter(({ address }) => address.version !== head.address.version)
    .map(({ address, at }) => ({
      code: "NC1028",
      message: `${address.address} is of IPv${address.version}, ${head.address.address} of IPv${head.address.version}`,
      place: at(),
      hint: "all must be of one version",
      related: [{ label: "the first", place: head.at() }],
    }));
}

function networkFindings([head, ...rest]: readonly Placed[]): Finding[] {
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
