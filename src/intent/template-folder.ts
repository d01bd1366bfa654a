import type { Platform } from "../platform/platform.ts";

/** The folder below `templates/` that says how a platform is told a model: its own, or that of another platform. */
export function templateFolder(
  platforms: ReadonlyMap<string, Pick<Platform, "templates">>,
  platform: string,
): string {
  return platforms.get(platform)?.templates ?? platform;
}
