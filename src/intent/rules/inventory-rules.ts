import type { Finding } from "../../errors.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Device, Intent } from "../intent.ts";

/** What is wrong between files of the inventory: jump hosts, checks for devices nobody knows, one address for two. */
export function inventoryFindings(intent: Intent): Finding[] {
  const devices = [...intent.devices.values()];
  return [
    ...devices.flatMap((device) => jumpFindings(device, intent.devices)),
    ...sharedAddresses(devices),
  ];
}

function jumpFindings(device: Device, devices: ReadonlyMap<string, Device>): Finding[] {
  if (device.via === undefined) return [];
  const place = device.source.placeOf("/via");
  if (!devices.has(device.via))
    return [
      {
        code: "NC1035",
        message: `unknown device \`${device.via}\` as jump host`,
        place,
        hint:
          didYouMean(device.via, [...devices.keys()]) ?? `declare it in devices/${device.via}.yaml`,
      },
    ];
  const passed = [device.name];
  for (
    let next: string | undefined = device.via;
    next !== undefined;
    next = devices.get(next)?.via
  ) {
    passed.push(next);
    if (next === device.name)
      return [{ code: "NC1035", message: `jump hosts in a circle: ${passed.join(" → ")}`, place }];
    if (passed.indexOf(next) < passed.length - 1) return [];
  }
  return [];
}

/** Two names for one box would each undo what the other says. */
function sharedAddresses(devices: readonly Device[]): Finding[] {
  const first = new Map<string, Device>();
  return devices.flatMap((device) => {
    const port = device.address.startsWith("lab:") ? "" : device.port;
    const key = `${device.address.toLowerCase()}:${port}:${device.via ?? ""}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, device);
      return [];
    }
    return [
      {
        code: "NC1034",
        message: `${device.name} and ${before.name} have the same address \`${device.address}\``,
        place: device.source.placeOf("/address"),
        hint: "one box is one device",
        related: [
          { label: `the address of ${before.name}`, place: before.source.placeOf("/address") },
        ],
      },
    ];
  });
}
