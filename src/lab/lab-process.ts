import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { setInterval } from "node:timers";
import { Box as LabBox, PRODUCTS } from "./box.ts";
import type { Box } from "./box-status.ts";
import { DeviceClock } from "./clock.ts";
import type { Request } from "./control-client.ts";
import { controlServer } from "./control-server.ts";
import { type LabPaths, paths, readText, type Wish, writePrivate } from "./directory.ts";
import { BoxServer } from "./ssh/box-server.ts";
import { HostKeys } from "./ssh/host-keys.ts";

type Standing = { readonly box: LabBox; readonly server: BoxServer; readonly card: Box };

const USER = "netctl";
const ORPHAN_CHECK_MS = 2_000;

/** The life of the lab process: boxes from the wish in `directory`, until `down` or until the directory is gone. */
export async function labProcess(directory: string): Promise<void> {
  const files = paths(directory);
  const wish = JSON.parse(readText(files.wish) ?? "{}") as Wish;
  const clock = new DeviceClock(wish.clockRate);
  const password = readText(files.password)?.trim() ?? randomBytes(12).toString("base64url");
  writePrivate(files.password, `${password}\n`);
  const standing: Standing[] = [];
  const rttMs = wish.rttMs ?? 0;
  for (const spec of wish.boxes)
    standing.push(await stand({ ...spec, rttMs }, password, clock, files));
  const control = await controlServer(wish.token, (request) => carryOut(request, standing, clock));
  const lab = {
    pid: process.pid,
    controlPort: control.port,
    token: wish.token,
    rttMs,
    boxes: standing.map(({ card }) => card),
  };
  writePrivate(files.lab, JSON.stringify(lab, undefined, 2));
  // A deleted directory ends the process, so that no temporary workspace leaves an orphan behind.
  setInterval(() => {
    if (!existsSync(files.lab) || !readText(files.lab)?.includes(wish.token)) process.exit(0);
  }, ORPHAN_CHECK_MS);
  const end = (): void => {
    rmSync(files.lab, { force: true });
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, end);
  process.on("SIGHUP", () => undefined);
}

async function stand(
  spec: { readonly name: string; readonly product: string; readonly rttMs: number },
  password: string,
  clock: DeviceClock,
  files: LabPaths,
): Promise<Standing> {
  const box = new LabBox({ ...spec, user: USER, password }, clock, {
    transcript: files.transcript(spec.name),
    kept: readText(files.state(spec.name)),
    keep: (state) => {
      if (existsSync(files.password)) writePrivate(files.state(spec.name), state);
    },
  });
  const keys = new HostKeys(files.hostKeys(spec.name));
  const authorizedKeys = (readText(files.authorizedKeys) ?? "")
    .split("\n")
    .filter((line) => line !== "");
  const server = new BoxServer(box, { keys, authorizedKeys, rttMs: spec.rttMs });
  await server.listen(Number(readText(files.port(spec.name)) ?? 0));
  writePrivate(files.port(spec.name), String(server.port));
  const card: Box = {
    name: spec.name,
    product: spec.product as Box["product"],
    platform: PRODUCTS[spec.product]?.platform as Box["platform"],
    host: "127.0.0.1",
    port: server.port,
    user: USER,
    password,
    hostKey: keys.publicKey(),
  };
  return { box, server, card };
}

async function carryOut(
  request: Request,
  standing: readonly Standing[],
  clock: DeviceClock,
): Promise<unknown> {
  switch (request.verb) {
    case "ping":
      return "pong";
    case "status":
      return standing.map(({ box, card }) => ({ ...card, ...box.status() }));
    case "down":
      setTimeout(() => process.kill(process.pid, "SIGTERM"), 20);
      return null;
    case "clock":
      clock.advance(request.seconds);
      return null;
    case "fault": {
      const { box, server } = find(standing, request.box);
      if (!box.faults.set(request.fault, request.on))
        throw new Error(
          `the lab has no fault "${request.fault}": netctl lab fault --list has them all`,
        );
      box.device.faulted();
      await server.refresh();
      return null;
    }
    case "reset":
      for (const { box, server } of standing) {
        if (request.box !== undefined && request.box !== box.name) continue;
        box.reset();
        await server.refresh();
      }
      return null;
    case "edit": {
      const refused = find(standing, request.box).box.device.edit(request.lines);
      if (refused.length > 0) throw new Error(`the box refused: ${refused.join("; ")}`);
      return null;
    }
    case "configuration": {
      const { device } = find(standing, request.box).box;
      return request.which === "running" ? device.running() : device.startup();
    }
  }
}

function find(standing: readonly Standing[], name: string): Standing {
  const found = standing.find(({ box }) => box.name === name);
  if (found === undefined) throw new Error(`the lab has no box "${name}"`);
  return found;
}
