import { isIP } from "node:net";
import type { SessionEnds } from "../../config/guard/touched-by.ts";
import type { Device } from "../../intent/intent.ts";
import type { Wire } from "../../session/connect.ts";

/**
 * The ends of netctl's session with a device, as the device has them: the address its file calls `management`, else
 * the one it is reached at. Behind a jump host, or without a session, our own end is not known.
 */
export function endsOf(device: Device, { local, remote }: Wire): SessionEnds {
  const { management, via, credential } = device;
  const written = isIP(device.address) > 0 ? device.address : undefined;
  const address = management ?? written ?? (via === undefined ? remote : undefined);
  return {
    user: credential.user,
    ...(address !== undefined && { address: address.toLowerCase() }),
    ...(local !== undefined && via === undefined && { from: local }),
  };
}
