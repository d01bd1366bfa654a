import type { Finding, Place } from "../../errors.ts";
import { parseInterface } from "../address.ts";
import { pointerAbove, pointerBelow, pointerSegments } from "../pointer.ts";
import type { ReadService } from "../read-service.ts";
import { isObject, type Meeting } from "../schema-walk.ts";

/**
 * Values that belong together, by two keywords: `sameForDevice: true` on a value beside a device: the same in all
 * services of the model; `sameNetwork: "<property>"` on a list: the addresses in that property differ and share one
 * network.
 */
export function sameValueFindings(services: readonly ReadService[]): Finding[] {
  return [...sameForDevice(services), ...services.flatMap(sameNetwork)];
}

function sameForDevice(services: readonly ReadService[]): Finding[] {
  const first = new Map<string, { readonly value: unknown; readonly place: () => Place }>();
  const findings: Finding[] = [];
  for (const { service, meetings } of services)
    for (const { schema, pointer, value } of meetings) {
      if (schema["sameForDevice"] !== true) continue;
      const beside = service.mentions.find(
        (m) => pointerAbove(m.pointer) === pointerAbove(pointer),
      );
      if (beside === undefined) continue;
      const property = pointerSegments(pointer).at(-1);
      const key = JSON.stringify([service.model, property, beside.device]);
      const place = (): Place => service.placeOf(pointer);
      const before = first.get(key);
      if (before === undefined) first.set(key, { value, place });
      else if (before.value !== value)
        findings.push({
          code: "NC1025",
          message: `\`${property}\` of ${beside.device} is ${value} here and ${before.value} elsewhere`,
          place: place(),
          hint: `one device has one \`${property}\``,
          related: [{ label: "the other value", place: before.place() }],
        });
    }
  return findings;
}

function sameNetwork({ service, meetings }: ReadService): Finding[] {
  return meetings.flatMap((meeting) => listFindings(meeting, service.placeOf));
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
