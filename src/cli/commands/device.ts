import { NetctlError } from "../../errors.ts";
import { listDevices, pingDevices, showKey } from "../../workflow/devices.ts";
import { askYes } from "../ask.ts";
import type { Console } from "../console.ts";
import { exitCodeOf, exitCodes } from "../exit-code.ts";

/** `netctl device list` */
export async function list(console: Console): Promise<number> {
  const devices = await listDevices(console.options.directory);
  if (console.options.json) console.json(devices);
  else {
    const rows = devices.map((each) => [
      each.name,
      each.platform,
      each.product ?? "-",
      each.address,
      String(each.port),
    ]);
    console.table(["DEVICE", "PLATFORM", "PRODUCT", "ADDRESS", "PORT"], rows);
  }
  return exitCodes.done;
}

/** `netctl device ping [DEVICE…]` */
export async function ping(console: Console, names: readonly string[]): Promise<number> {
  const pings = await pingDevices(console.options.directory, names);
  if (console.options.json) console.json(pings);
  for (const each of console.options.json ? [] : pings) {
    if ("milliseconds" in each)
      console.data(`${each.device.padEnd(12)}  ok  ${each.milliseconds} ms`);
    else console.data(`${each.device.padEnd(12)}  ${each.reason.kind}: ${each.reason.message}`);
  }
  const codes = pings.map((each) =>
    "reason" in each ? exitCodeOf(each.reason.kind) : exitCodes.done,
  );
  const failed = codes.filter((code) => code !== exitCodes.done).sort((a, b) => a - b);
  return failed[0] ?? exitCodes.done;
}

/** `netctl device trust DEVICE [--fingerprint SHA256:…]` */
export async function trust(
  console: Console,
  name: string,
  options: { readonly fingerprint?: string },
): Promise<number> {
  const shown = await showKey(console.options.directory, name);
  const hasAnswer = options.fingerprint !== undefined;
  if (shown.standing === "known") {
    console.data(`${name}  ${shown.fingerprint}  is known already`);
    return exitCodes.done;
  }
  if (shown.standing !== "unknown") {
    throw new NetctlError(
      "host-key",
      `its host key is ${shown.standing}: it shows ${shown.fingerprint}`,
      {
        device: name,
        hint: "remove the old entry first, if you know why the key is another one",
      },
    );
  }
  if (hasAnswer && options.fingerprint !== shown.fingerprint) {
    throw new NetctlError("host-key", `it shows ${shown.fingerprint}, not ${options.fingerprint}`, {
      device: name,
    });
  }
  if (!hasAnswer && !console.options.canAsk) {
    throw new NetctlError(
      "usage",
      `it shows ${shown.fingerprint}, and nobody is there to compare it`,
      {
        device: name,
        hint: `if that is right: netctl device trust ${name} --fingerprint ${shown.fingerprint}`,
      },
    );
  }
  const question = `${name} shows ${shown.fingerprint}\nIs that what the device's console says? Only "yes" will be accepted:`;
  if (!hasAnswer && !(await askYes(question, new AbortController().signal))) {
    console.warn("not trusted");
    return exitCodes.distrusted;
  }
  await shown.trust();
  console.data(`${name}  ${shown.fingerprint}  is trusted now`);
  return exitCodes.done;
}
