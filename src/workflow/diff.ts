import { readFile } from "node:fs/promises";
import type { ChangeSet, Command } from "../config/change-set.ts";
import { changeSet } from "../config/change-set-of.ts";
import type { Config, PlatformGrammar } from "../config/config.ts";
import { parseConfig } from "../config/parse-config.ts";
import { script } from "../config/script.ts";
import { NetctlError } from "../errors.ts";

/** The files of a comparison; `-` is standard input. */
export type DiffFiles = {
  readonly running: string;
  readonly candidate: string;
  /** Without it, all of RUNNING counts as ours. */
  readonly applied?: string;
};

/** A change set, and the lines as they would be typed. */
export type FileDiff = {
  readonly changeSet: ChangeSet;
  readonly typed: Readonly<Record<"forth" | "back", readonly string[]>>;
};

/** A change set from files alone, of one of the platforms that are known: no device, and no workspace. */
export async function diff(
  files: DiffFiles,
  platformName: string,
  known: ReadonlyMap<string, PlatformGrammar>,
): Promise<FileDiff> {
  const platform = platformNamed(platformName, known);
  const running = await configIn(files.running, platform);
  const candidate = await configIn(files.candidate, platform);
  const applied = files.applied === undefined ? running : await configIn(files.applied, platform);
  const set = changeSet({ platform, applied, candidate, running, ownership: "declared" });
  const typed = (commands: readonly Command[]) =>
    script(commands, platform).map(({ text }) => text);
  return { changeSet: set, typed: { forth: typed(set.forth), back: typed(set.back) } };
}

function platformNamed(name: string, known: ReadonlyMap<string, PlatformGrammar>): PlatformGrammar {
  const platform = known.get(name);
  if (platform !== undefined) return platform;
  throw new NetctlError("usage", `there is no platform "${name}"`, {
    hint: `platforms: ${[...known.keys()].join(", ")}`,
  });
}

async function configIn(path: string, platform: PlatformGrammar): Promise<Config> {
  const text = await readFile(path === "-" ? "/dev/stdin" : path, "utf8").catch(
    (cause: unknown) => {
      throw new NetctlError("usage", `${path} cannot be read`, { cause });
    },
  );
  const { config, findings } = parseConfig(text, platform, { path });
  if (findings.length === 0) return config;
  const lines = text.split("\n");
  throw new NetctlError("invalid", `${path} cannot be understood`, {
    findings: findings.map((finding) => {
      const source = lines[finding.place.line - 1];
      return source === undefined ? finding : { ...finding, source };
    }),
  });
}
