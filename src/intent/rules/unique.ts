import type { Finding, Place } from "../../errors.ts";
import { parseInterface } from "../address.ts";
import type { Json, Service } from "../intent.ts";
import { pointerAbove, pointerSegments, valueAt } from "../pointer.ts";
import type { ReadService } from "../read-service.ts";
import { isObject, type JsonObject, type Meeting } from "../schema-walk.ts";
import { concernedDevices } from "./concerned-devices.ts";

/** What `unique` asks for: among which values, and what sets them apart from others of that name. */
type Uniqueness = {
  readonly of: string;
  /** The same value may be used on another device. */
  readonly perDevice: boolean;
  /** A property beside or above the value: the same value may be used where that one differs. */
  readonly within: string | undefined;
};

/**
 * Values that two places took, by the keyword `unique`: `<namespace>` alone, or `{ of: <namespace>, perDevice: true,
 * within: <property> }`. A namespace spans all models. Addresses of interfaces are compared without their length.
 */
export function uniqueFindings(services: readonly ReadService[]): Finding[] {
  const taken = new Map<string, () => Place>();
  return services.flatMap(({ service, meetings }) =>
    meetings.flatMap((meeting) => {
      const asked = uniqueness(meeting.schema["unique"]);
      if (asked === undefined || isNothing(meeting.value)) return [];
      return takenFindings(service, meeting, asked, taken);
    }),
  );
}

function takenFindings(
  service: Service,
  meeting: Meeting,
  asked: Uniqueness,
  taken: Map<string, () => Place>,
): Finding[] {
  const { pointer, value, schema } = meeting;
  const place = (): Place => service.placeOf(pointer);
  const within = asked.within === undefined ? null : valueAround(service, pointer, asked.within);
  const devices = asked.perDevice ? concernedDevices(service, pointer) : [undefined];
  const clashes = devices.flatMap((device) => {
    const key = JSON.stringify([asked.of, within, device ?? null, comparable(value, schema)]);
    const before = taken.get(key);
    if (before === undefined) taken.set(key, place);
    return before === undefined ? [] : [{ device, before }];
  });
  const [first] = clashes;
  if (first === undefined) return [];
  const where = clashes.flatMap(({ device }) => (device === undefined ? [] : [device])).join(", ");
  return [
    {
      code: "NC1062",
      message: `\`${pointerSegments(pointer).findLast((part) => !/^\d+$/.test(part)) ?? asked.of}\` ${value} is taken already${where === "" ? "" : ` on ${where}`}`,
      place: place(),
      hint: `each of the ${asked.of} is used once${asked.within === undefined ? "" : ` within one \`${asked.within}\``}`,
      related: [{ label: "taken here", place: first.before() }],
    },
  ];
}

function uniqueness(keyword: Json | undefined): Uniqueness | undefined {
  if (typeof keyword === "string") return { of: keyword, perDevice: false, within: undefined };
  if (!isObject(keyword)) return undefined;
  const { of, perDevice, within } = keyword;
  return {
    of: String(of),
    perDevice: perDevice === true,
    within: within === undefined ? undefined : String(within),
  };
}

/** The nearest property of a name, beside the value or further out; null where there is none. */
function valueAround(service: Service, pointer: string, property: string): Json {
  for (let at = pointer; at !== ""; ) {
    at = pointerAbove(at);
    const around = valueAt(service.document, at);
    if (isObject(around) && Object.hasOwn(around, property)) return around[property] ?? null;
  }
  return null;
}

/** A value in the form it is compared in: the same thing may be written in two ways. */
function comparable(value: Json, schema: JsonObject): Json {
  if (typeof value !== "string") return value;
  const format = String(schema["format"] ?? "");
  if (format === "mac") return value.toLowerCase();
  const address = parseInterface(value);
  if (address === undefined) return value;
  return format.endsWith("prefix") ? `${address.network}/${address.length}` : address.address;
}

function isNothing(value: Json): boolean {
  return value === null || typeof value === "object";
}
