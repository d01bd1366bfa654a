import type { Config } from "../config/config.ts";
import { differencesOf } from "../config/goal/difference.ts";
import { takenAway } from "./risk.ts";

/** A device that was left out though git says that it is not as declared, and the services that wait for it. */
export type Behind = { readonly device: string; readonly services: readonly string[] };

/** What a plan covers, where it does not cover everything. */
export type Scope = {
  /** The words it was asked for; none where all devices were meant and some were skipped. */
  readonly targets: readonly string[];
  /** Devices that are not as declared and stay as they are. Those that were skipped are among them. */
  readonly leftOut: readonly Behind[];
  /** Services that are carried out here and wait there: each with those of its devices that are left out. */
  readonly split: readonly { readonly service: string; readonly devices: readonly string[] }[];
  /** True where somebody said that services may be split (`--partial`). */
  readonly partial: boolean;
  /** Devices that could not be reached, and why, where somebody said to go on without them. */
  readonly skipped: readonly { readonly device: string; readonly reason: string }[];
};

/** What git knows of one device: what it was given last, and what it is to have. */
export type Applied = {
  readonly device: string;
  readonly applied: Config | undefined;
  readonly candidate: Config;
};

/** A service as far as its reach goes. */
export type Reaching = { readonly service: string; readonly devices: readonly string[] };

/**
 * The devices that are not as declared by git's word alone, and the services whose lines differ there. A line that is
 * only taken away has no owner any more: every service that reaches the device, now or at the last apply, may be it.
 */
export function behindOf(
  sides: readonly Applied[],
  services: readonly Reaching[],
): readonly Behind[] {
  return sides.flatMap(({ device, applied, candidate }) => {
    const differences = differencesOf(
      applied?.children ?? new Map(),
      candidate.children,
      undefined,
    );
    if (differences.length === 0) return [];
    const owners = differences.flatMap(({ origin }) => (origin ? [origin.service] : []));
    const reaching = services.filter(({ devices }) => devices.includes(device));
    const suspects = takenAway(differences).length === 0 ? [] : reaching;
    const names = new Set([...owners, ...suspects.map(({ service }) => service)]);
    return [{ device, services: [...names].sort() }];
  });
}

/** Services that differ on a device that is taken and on one that is left out, which are named. */
export function splitServices(
  taken: readonly Behind[],
  leftOut: readonly Behind[],
): Scope["split"] {
  const here = new Set(taken.flatMap(({ services }) => services));
  const split = new Set(leftOut.flatMap(({ services }) => services).filter((one) => here.has(one)));
  return [...split].sort().map((service) => ({
    service,
    devices: leftOut.filter(({ services }) => services.includes(service)).map((b) => b.device),
  }));
}
