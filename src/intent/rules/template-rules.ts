import type { Finding } from "../../errors.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Intent, Service } from "../intent.ts";
import type { JsonObject } from "../schema-walk.ts";
import { templateFolder } from "../template-folder.ts";
import type { Claiming } from "./claims.ts";
import { platformsOf } from "./platform-limits.ts";

/** Services that reach a device whose platform has no template for them. */
export function missingTemplateFindings(services: readonly Claiming[], intent: Intent): Finding[] {
  return services.flatMap(({ service }) => missing(service, intent));
}

/** Templates that belong to nothing. */
export function orphanFindings(
  intent: Intent,
  models: readonly string[],
  platforms: readonly string[],
): Finding[] {
  return [...intent.templates].flatMap(([key, { path }]) => {
    const [platform = "", model = ""] = key.split("/");
    const place = { path, line: 1, column: 1 };
    if (!platforms.includes(platform)) {
      const hint = didYouMean(platform, platforms);
      const message = `unknown platform \`${platform}\``;
      return [{ code: "NC1027", message, place, ...(hint === undefined ? {} : { hint }) }];
    }
    if (model.startsWith("_") || models.includes(model)) return [];
    const message = `no model \`${model}\` has this template`;
    const hint = didYouMean(model, models) ?? "a file to be imported begins with `_`";
    return [{ code: "NC1027", message, place, hint }];
  });
}

function missing(service: Service, intent: Intent): Finding[] {
  // Where the model itself says that the platform cannot, no template is missing.
  const limits = platformsOf(intent.models.get(service.model)?.schema as JsonObject);
  const lacking = (device: string): readonly [platform: string, folder: string] | undefined => {
    const platform = intent.devices.get(device)?.platform;
    if (platform === undefined) return undefined;
    const folder = templateFolder(intent.platforms, platform);
    const isThere = intent.templates.has(`${folder}/${service.model}`);
    return isThere || limits?.includes(folder) === false ? undefined : [platform, folder];
  };
  // Where a device stands in the file takes the whole file, and is seldom asked for.
  if (!service.devices.some(lacking)) return [];
  const told = new Set<string>();
  return service.mentions.flatMap(({ pointer, device }) => {
    const [platform, folder] = lacking(device) ?? [];
    if (platform === undefined || told.has(platform)) return [];
    told.add(platform);
    return [
      {
        code: "NC1021",
        message: `${device} is ${platform}, for which \`${service.model}\` has no template`,
        place: service.placeOf(pointer),
        hint: `write templates/${folder}/${service.model}.njk`,
      },
    ];
  });
}
