import { type Finding, NetctlError } from "../errors.ts";
import { readIntent } from "../intent/read-intent.ts";
import { builtInPlatforms } from "../platform/built-in-platforms.ts";
import type { Platform } from "../platform/platform.ts";
import { readFiles } from "../repo/files/read-files.ts";
import { findWorkspace } from "../repo/workspace.ts";

/** A platform, and whether it is netctl's own or a workspace's. */
export type KnownPlatform = { readonly platform: Platform; readonly isBuiltIn: boolean };

/**
 * The platforms that can be named at `from`, by name: the built-in ones and, in a workspace, its own. NetctlError
 * `invalid` where a platform's file has findings.
 */
export async function knownPlatforms(from: string): Promise<ReadonlyMap<string, KnownPlatform>> {
  const { platforms, findings } = await declaredPlatforms(from);
  if (findings.length > 0) {
    throw new NetctlError("invalid", "a platform of the workspace has findings", { findings });
  }
  return new Map(
    [...platforms].map(([name, platform]) => {
      return [name, { platform, isBuiltIn: builtInPlatforms.get(name) === platform }];
    }),
  );
}

async function declaredPlatforms(from: string): Promise<{
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly findings: readonly Finding[];
}> {
  const workspace = await findWorkspace(from).catch((error: unknown) => {
    // No workspace around: what is built in is all there is.
    if (error instanceof NetctlError && error.kind === "usage") return undefined;
    throw error;
  });
  if (workspace === undefined) return { platforms: builtInPlatforms, findings: [] };
  const files = [...(await readFiles(workspace))].filter(([path]) => isPlatformFile(path));
  const { intent, findings } = readIntent(new Map(files), builtInPlatforms);
  return { platforms: intent.platforms, findings };
}

function isPlatformFile(path: string): boolean {
  return /^templates\/[^/]+\/platform\.(?:yaml|json)$/.test(path);
}
