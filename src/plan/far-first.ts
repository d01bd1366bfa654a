import { holdsAddress } from "../config/guard/ip-network.ts";
import type { SessionEnds, Touched } from "../config/guard/touched-by.ts";

/** A device that changes, and the ways that its change touches. */
export type Crossed = {
  readonly device: string;
  readonly ends: SessionEnds;
  /** Name of the device it is reached through. */
  readonly via: string | undefined;
  readonly touched: Touched;
};

/**
 * Who goes into trial before whom: a device that is reached through another goes first, where the other's change
 * touches the way. Names by device; never in a circle.
 */
export function farFirst(devices: readonly Crossed[]): ReadonlyMap<string, readonly string[]> {
  const before = new Map<string, string[]>(devices.map(({ device }) => [device, []]));
  // Few changes touch a way to anybody.
  for (const near of devices.filter(({ touched }) => touchesWays(touched)))
    for (const far of devices) {
      if (near === far || !isBehind(far, near)) continue;
      // Each of two may lie behind the other: then there is no order to keep.
      if (!waits(far.device, near.device, before)) before.get(near.device)?.push(far.device);
    }
  return before;
}

function touchesWays({ guarded, passages }: Touched): boolean {
  return guarded.length > 0 || passages.length > 0;
}

function isBehind({ ends, via }: Crossed, near: Crossed): boolean {
  if (via === near.device && near.touched.guarded.length > 0) return true;
  const { address } = ends;
  if (address === undefined) return false;
  return near.touched.passages.some((port) => holdsAddress(port.address, port.mask, address));
}

/** True where `device` waits for `other`, itself or through others. */
function waits(
  device: string,
  other: string,
  before: ReadonlyMap<string, readonly string[]>,
): boolean {
  return (before.get(device) ?? []).some((name) => name === other || waits(name, other, before));
}
