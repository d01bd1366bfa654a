import { spawn } from "node:child_process";
import { NetctlError } from "../../errors.ts";
import * as story from "../../workflow/lab.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** `netctl lab up [--clock-rate N] [--count N [--product NAME]] [--rtt MS]` */
export async function up(
  console: Console,
  { rtt, ...options }: Omit<story.UpOptions, "rttMs"> & { readonly rtt?: number },
): Promise<number> {
  const latency = rtt === undefined ? {} : { rttMs: rtt };
  const boxes = await story.up(console.options.directory, { ...options, ...latency });
  if (console.options.json) console.json(boxes);
  else
    for (const { name, product, host, port } of boxes)
      console.data(`${name}  ${product}  ${host}:${port}`);
  console.say("next: netctl plan");
  return exitCodes.done;
}

/** `netctl lab down` */
export async function down(console: Console): Promise<number> {
  const wasUp = await story.down(console.options.directory);
  console.data(wasUp ? "the lab is down" : "no lab was running");
  return exitCodes.done;
}

/** `netctl lab status` */
export async function status(console: Console): Promise<number> {
  const boxes = await story.status(console.options.directory);
  if (console.options.json) {
    console.json(boxes);
    return exitCodes.done;
  }
  const rows = boxes.map(
    ({ name, product, host, port, pending, startupEqualsRunning, counts, faults }) => [
      name,
      product,
      `${host}:${port}`,
      pending === null ? "-" : `${Math.round(pending.secondsLeft)} s`,
      startupEqualsRunning ? "yes" : "no",
      String(counts.configCommands),
      faults.join(" ") || "-",
    ],
  );
  console.table(["BOX", "PRODUCT", "ADDRESS", "TIMER", "SAVED", "CONFIG", "FAULTS"], rows);
  return exitCodes.done;
}

/** `netctl lab fault BOX FAULT [--off]` and `netctl lab fault --list` */
export async function fault(
  console: Console,
  [box, name]: readonly (string | undefined)[],
  options: { readonly off?: boolean; readonly list?: boolean },
): Promise<number> {
  if (options.list === true) return faults(console);
  if (box === undefined || name === undefined)
    throw new NetctlError("usage", "a device and a fault are needed", {
      hint: "netctl lab fault DEVICE FAULT; the faults: netctl lab fault --list",
    });
  await story.fault(console.options.directory, box, name, options.off !== true);
  console.data(`${box}: ${name} is ${options.off ? "off" : "on"}`);
  return exitCodes.done;
}

function faults(console: Console): number {
  const all = story.faults();
  if (console.options.json) console.json(Object.fromEntries(all));
  else console.table(["FAULT", "WHAT IT DOES"], all);
  return exitCodes.done;
}

/** `netctl lab reset [BOX]` */
export async function reset(console: Console, box: string | undefined): Promise<number> {
  await story.reset(console.options.directory, box);
  console.data(`${box ?? "every device"} runs its factory configuration again`);
  return exitCodes.done;
}

/** `netctl lab ssh BOX`: the plain OpenSSH client, with the lab's host keys. */
export async function ssh(console: Console, name: string): Promise<number> {
  const boxes = await story.status(console.options.directory);
  const box = boxes.find((each) => each.name === name);
  if (!box) {
    throw new NetctlError("usage", `the lab has no device "${name}"`, {
      hint: `devices: ${boxes.map((each) => each.name).join(", ")}`,
    });
  }
  console.say(`password: ${box.password}`);
  const known = await story.knownHosts(console.options.directory);
  const args = [
    "-p",
    String(box.port),
    "-o",
    `UserKnownHostsFile=${known}`,
    `${box.user}@${box.host}`,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn("ssh", args, { stdio: "inherit" });
    child.on("error", (cause) =>
      reject(
        new NetctlError("usage", "the program ssh cannot be started", {
          cause,
          hint: "install OpenSSH",
        }),
      ),
    );
    child.on("exit", (code) => resolve(code ?? exitCodes.unexpected));
  });
}
