import { appendFileSync } from "node:fs";
import type { Socket } from "node:net";
import type { BoxStatus } from "./box-status.ts";
import { type DeviceClock, skewed } from "./clock.ts";
import type { Device, DeviceMaker, Login, Surroundings } from "./device.ts";
import { eosDevice } from "./eos/eos-device.ts";
import { FaultSet } from "./faults.ts";
import { iosxeDevice } from "./iosxe/iosxe-device.ts";
import { junosDevice } from "./junos/junos-device.ts";
import type { Listener } from "./terminal/cli-loop.ts";

/** The products the lab can play, with their platform. */
export const PRODUCTS: Readonly<Record<string, { platform: string; make: DeviceMaker }>> = {
  csr1000v: { platform: "iosxe", make: iosxeDevice },
  vsrx: { platform: "junos", make: junosDevice },
  veos: { platform: "eos", make: eosDevice },
};

/** What stays of a box while the lab is down, and where its transcript goes. */
export type BoxFiles = {
  readonly transcript: string;
  readonly kept: string | undefined;
  readonly keep: (state: string) => void;
};

/** A device with everything around it that is not configuration: faults, counts, connections, transcript. */
export class Box {
  readonly name: string;
  readonly product: string;
  readonly faults: FaultSet = new FaultSet();
  readonly device: Device;
  readonly surroundings: Surroundings;
  readonly sockets: Set<Socket> = new Set();
  readonly logins: Map<number, Login> = new Map();
  readonly counts: { logins: number; commands: number; configCommands: number; saves: number } = {
    logins: 0,
    commands: 0,
    configCommands: 0,
    saves: 0,
  };
  #transcript: string;

  constructor(
    spec: { name: string; product: string; user: string; password: string },
    clock: DeviceClock,
    files: BoxFiles,
  ) {
    this.name = spec.name;
    this.product = spec.product;
    this.#transcript = files.transcript;
    this.surroundings = {
      name: spec.name,
      user: spec.user,
      password: spec.password,
      clock: skewed(clock, () => this.faults.skewMs()),
      faults: this.faults,
      keep: files.keep,
      saved: () => {
        this.counts.saves++;
      },
      broadcast: (text, isMeant) => {
        for (const login of this.logins.values())
          if (isMeant?.(login) !== false) login.terminal.write(text);
      },
      cutAll: () => this.cutAll(),
    };
    const make = PRODUCTS[spec.product]?.make;
    if (make === undefined) throw new Error(`the lab has no product ${spec.product}`);
    this.device = make(this.surroundings, files.kept);
  }

  /** Ends every connection at once, without a goodbye. */
  cutAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  reload(): void {
    this.cutAll();
    this.device.reload();
  }

  /** Back to the factory configuration, faults off, counters zero. */
  reset(): void {
    this.cutAll();
    this.faults.clear();
    this.device.reset();
    Object.assign(this.counts, { logins: 0, commands: 0, configCommands: 0, saves: 0 });
  }

  status(): Omit<BoxStatus, "host" | "port" | "hostKey" | "user" | "password" | "platform"> {
    const deadlineMs = this.device.deadlineMs();
    const now = this.surroundings.clock.now();
    return {
      name: this.name,
      product: this.product as BoxStatus["product"],
      pending:
        deadlineMs === null
          ? null
          : { secondsLeft: Math.max(0, Math.ceil((deadlineMs - now) / 1000)) },
      sessions: this.logins.size,
      counts: { ...this.counts },
      faults: this.faults.list(),
      startupEqualsRunning: this.device.running() === this.device.startup(),
    };
  }

  /** What the session loop of one connection reports here. */
  listener(line: number, ends: Pick<Listener, "cut" | "gone">): Listener {
    return {
      heard: (mode, text, isConfiguring) => {
        this.counts.commands++;
        if (isConfiguring || isEnteringConfiguration(text)) this.counts.configCommands++;
        this.write(`${line} ${mode}> ${text}`);
      },
      ...ends,
      restart: () => this.reload(),
      foreignEdit: () => {
        this.device.edit(FOREIGN_EDIT[this.product] ?? []);
      },
      logLine: () => this.device.logLine(this.surroundings.clock.now()),
    };
  }

  /** One line into the box's transcript; a directory that is gone is no reason to die. */
  write(text: string): void {
    try {
      appendFileSync(this.#transcript, `${new Date().toISOString()} ${text}\n`);
    } catch {
      // The directory was deleted: the process ends itself soon.
    }
  }
}

const FOREIGN_EDIT: Readonly<Record<string, readonly string[]>> = {
  csr1000v: ["snmp-server location moved-by-hand"],
  vsrx: ["set snmp location moved-by-hand"],
  veos: ["snmp-server location moved-by-hand"],
};

/** `configure …` in any abbreviation, but not the forms that only confirm, revert or ask. */
function isEnteringConfiguration(line: string): boolean {
  const [first = "", second = ""] = line.trim().split(/\s+/);
  if (first.length < 4 || !"configure".startsWith(first)) return false;
  return !["confirm", "revert", "checkpoint"].some(
    (word) => second !== "" && word.startsWith(second),
  );
}
