import type { Finding, Place } from "../../errors.ts";
import { parseInterface } from "../address.ts";
import type { Json, Service } from "../intent.ts";
import { pointerAbove, pointerSegments, valueAt } from "../pointer.ts";
import { isObject, type JsonObject, type Meeting } from "../schema-walk.ts";
import type { Claiming } from "./claims.ts";
import { concernedDevices } from "./concerned-devices.ts";

/** What `unique` asks for: among which values, and what sets them apart from others of that name. */
type Uniqueness = {
  readonly of: string;
  /** The same value may be used on another device. */
  readonly perDevice: boolean;
  /** A property beside or above the value: the same value may be used where that one differs. */
  readonly within: string | undefined;
};

/** One value that must be taken once: by the word it is taken under, for each device where that sets values apart. */
export type UniqueClaim = {
  readonly of: string;
  readonly within: string | null;
  readonly pointer: string;
  readonly words: readonly { readonly device: string | null; readonly word: string }[];
};

/** The values of a service that the keyword `unique` speaks of, but those that say nothing. */
export function uniqueClaims(service: Service, meetings: readonly Meeting[]): UniqueClaim[] {
  return meetings.flatMap(({ schema, pointer, value }) => {
    const asked = uniqueness(schema["unique"]);
    if (asked === undefined || isNothing(value)) return [];
    const within = asked.within === undefined ? null : valueAround(service, pointer, asked.within);
    const devices = asked.perDevice ? concernedDevices(service, pointer) : [null];
    const words = devices.map((device) => ({
      device,
      word: JSON.stringify([asked.of, within, device, comparable(value, schema)]),
    }));
    return [{ of: asked.of, within: asked.within ?? null, pointer, words }];
  });
}

/**
 * Values that two places took, by the keyword `unique`: `<namespace>` alone, or `{ of: <namespace>, perDevice: true,
 * within: <property> }`. A namespace spans all models. Addresses of interfaces are compared without their length.
 */
export function uniqueFindings(services: readonly Claiming[]): Finding[] {
  const taken = new Map<string, () => Place>();
  return services.flatMap(({ service, claims }) =>
    claims.unique.flatMap((claim) => takenFindings(service, claim, taken)),
  );
}

function takenFindings(
  service: Service,
  { of, within, pointer, words }: UniqueClaim,
  taken: Map<string, () => Place>,
): Finding[] {
  const place = (): Place => service.placeOf(pointer);
  const clashes = words.flatMap(({ device, word }) => {
    const before = taken.get(word);
    if (before === undefined) taken.set(word, place);
    return before === undefined ? [] : [{ device, before }];
  });
  const [first] = clashes;
  if (first === undefined) return [];
  const where = clashes.flatMap(({ device }) => device ?? []).join(", ");
  const what = pointerSegments(pointer).findLast((part) => !/^\d+$/.test(part)) ?? of;
  return [
    {
      code: "NC1062",
      message: `\`${what}\` ${valueAt(service.document, pointer)} is taken already${where === "" ? "" : ` on ${where}`}`,
      place: place(),
      hint: `each of the ${of} is used once${within === null ? "" : ` within one \`${within}\``}`,
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
