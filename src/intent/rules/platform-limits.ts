import type { Finding } from "../../errors.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Intent, Json, Service } from "../intent.ts";
import { pointerBelow, pointerSegments } from "../pointer.ts";
import type { ReadyModel } from "../read-model.ts";
import { innerSchemas, type JsonObject, type Meeting } from "../schema-walk.ts";
import { templateFolder } from "../template-folder.ts";
import type { Claiming } from "./claims.ts";
import { concernedDevices } from "./concerned-devices.ts";

/** The platforms that a part of a schema says can express it; undefined where it leaves that open. */
export function platformsOf(schema: JsonObject): readonly string[] | undefined {
  const list = schema["platforms"];
  return Array.isArray(list) ? list.map(String) : undefined;
}

/** Something that only some platforms can express, and the devices it is asked of. */
export type PlatformClaim = {
  readonly pointer: string;
  readonly platforms: readonly string[];
  readonly devices: readonly string[];
};

/**
 * What of a service the keyword `platforms: [<platform>, …]` speaks of. It counts for what is written in the file and
 * says something: neither `false` nor a default that nobody asked for.
 */
export function platformClaims(service: Service, meetings: readonly Meeting[]): PlatformClaim[] {
  return meetings.flatMap(({ schema, pointer, value }) => {
    const platforms = platformsOf(schema);
    if (platforms === undefined || value === false || value === null) return [];
    if (!service.isWritten(pointer)) return [];
    return [{ pointer, platforms, devices: concernedDevices(service, pointer) }];
  });
}

/**
 * What is asked of a device whose platform cannot express it. A platform that uses another's templates can express what
 * that one can.
 */
export function platformLimitFindings(
  services: readonly Claiming[],
  { devices, platforms: known }: Pick<Intent, "devices" | "platforms">,
): Finding[] {
  return services.flatMap(({ service, claims }) =>
    claims.platforms.flatMap(({ pointer, platforms, devices: asked }) =>
      asked.flatMap((name) => {
        const platform = devices.get(name)?.platform;
        if (platform === undefined || platforms.includes(templateFolder(known, platform)))
          return [];
        return [limitFinding(service, pointer, { name, platform }, platforms)];
      }),
    ),
  );
}

function limitFinding(
  service: Service,
  pointer: string,
  device: { readonly name: string; readonly platform: string },
  platforms: readonly string[],
): Finding {
  const what = pointerSegments(pointer).findLast((part) => !/^\d+$/.test(part)) ?? service.model;
  const mention = service.mentions.find((each) => each.device === device.name);
  return {
    code: "NC1063",
    message: `\`${what}\` cannot be expressed on ${device.name}, which is ${device.platform}`,
    place: service.placeOf(pointer === "" ? (mention?.pointer ?? "") : pointer),
    hint: `platforms that can: ${platforms.join(", ")}`,
  };
}

/** Names of platforms in schemas that nobody knows. */
export function platformNameFindings(
  models: ReadonlyMap<string, ReadyModel>,
  known: readonly string[],
): Finding[] {
  return [...models.values()].flatMap(({ named, source }) =>
    named.platforms
      .filter(([name]) => !known.includes(name))
      .map(([name, pointer]) => {
        const hint = didYouMean(name, known);
        const finding = { code: "NC1010", message: `unknown platform \`${name}\`` };
        const place = source.placeOf(pointer);
        return { ...finding, place, ...(hint === undefined ? {} : { hint }) };
      }),
  );
}

/** The platforms a schema names with `platforms: [<platform>, …]`, each with the JSON pointer of its name. */
export function namedPlatforms(part: JsonObject, pointer = ""): [string, string][] {
  const list = part["platforms"];
  const at = pointerBelow(pointer, "platforms");
  const own = Array.isArray(list)
    ? list.map((name: Json, i): [string, string] => [String(name), pointerBelow(at, i)])
    : [];
  return [
    ...own,
    ...innerSchemas(part, pointer).flatMap(([inner, below]) => namedPlatforms(inner, below)),
  ];
}
