import pLimit, { type LimitFunction } from "p-limit";
import type { Platform } from "../../platform/platform.ts";
import type { KnownHost } from "../../session/known-hosts.ts";
import { Session } from "../../session/session.ts";
import type { Target } from "../../session/target.ts";
import type { Veil } from "../secrets/veil.ts";
import { type DeviceSession, VeiledSession } from "../secrets/veiled-session.ts";
import { Printed } from "./printed.ts";

/** What is needed to reach one device; the target holds secrets and is made when it is first needed. */
export type Reach = {
  readonly platform: Platform;
  readonly target: () => Promise<Target>;
};

/** What a fleet is made of. */
export type FleetOptions = {
  readonly reaches: ReadonlyMap<string, Reach>;
  readonly knownHosts: readonly KnownHost[];
  /** How many devices are spoken to at once; no limit where undefined. */
  readonly parallelism: number | undefined;
  readonly ownTransactions: () => Promise<ReadonlySet<string>>;
};

/** The sessions of one run: opened once per device and kept through the phases. */
export class Fleet {
  /** Runs work, never more at once than the fleet was made for. */
  readonly within: LimitFunction;
  readonly #reaches: ReadonlyMap<string, Reach>;
  readonly #knownHosts: readonly KnownHost[];
  readonly #sessions = new Map<string, DeviceSession>();
  readonly #veils = new Map<string, Veil>();
  readonly #untried = new Set<string>();
  readonly #printed = new Map<string, Printed>();

  /** Ids of the transactions that were begun from this workspace. */
  readonly ownTransactions: () => Promise<ReadonlySet<string>>;

  constructor(options: FleetOptions) {
    this.within = pLimit(options.parallelism ?? Number.POSITIVE_INFINITY);
    this.#reaches = options.reaches;
    this.#knownHosts = options.knownHosts;
    this.ownTransactions = options.ownTransactions;
  }

  /** The device's session, opened if there is none. */
  async session(device: string): Promise<DeviceSession> {
    const open = this.#sessions.get(device);
    if (open) return open;
    const session = await this.openAnother(device);
    this.#sessions.set(device, session);
    return session;
  }

  /** A session of its own, whoever else is open: it proves that one can still log in. The caller closes it. */
  async openAnother(device: string): Promise<DeviceSession> {
    const { platform, target: targetNow } = this.#reach(device);
    const target = await targetNow();
    const echoes = this.#sessions.get(device)?.echoes;
    const lastRead = () => this.#printed.get(device)?.text;
    const options = { platform, target, knownHosts: this.#knownHosts, echoes, lastRead };
    const session = await Session.open(options);
    return new VeiledSession(session, () => this.#veils.get(device));
  }

  /** What a device runs, asked over its session. */
  async read(device: string): Promise<Printed> {
    return this.printed(device, await (await this.session(device)).read());
  }

  /** What a device printed just now: mostly what it printed the last time, of which much is known. */
  printed(device: string, text: string): Printed {
    const last = this.#printed.get(device);
    if (last?.text === text) return last;
    const printed = new Printed(text, device, this.#reach(device).platform);
    this.#printed.set(device, printed);
    return printed;
  }

  #reach(device: string): Reach {
    const reach = this.#reaches.get(device);
    if (!reach) throw new Error(`no way to reach ${device} was given`);
    return reach;
  }

  /** Puts a veil before a device: its sessions, open or not, let no secret through. */
  veil(device: string, veil: Veil | undefined): void {
    if (veil === undefined) this.#veils.delete(device);
    else this.#veils.set(device, veil);
  }

  /** Keeps in mind whether the commit of a trial was ever sent to a device. */
  note(device: string, trial: "untried" | "tried"): void {
    if (trial === "untried") this.#untried.add(device);
    else this.#untried.delete(device);
  }

  /** True where this run looked at a device before the commit, and did not send it. */
  isUntried(device: string): boolean {
    return this.#untried.has(device);
  }

  /** True while a session to the device is kept. */
  has(device: string): boolean {
    return this.#sessions.has(device);
  }

  /** Gives a session up: it was lost, or answers no more. The next call opens a new one. */
  drop(device: string): void {
    this.#sessions.get(device)?.close();
    this.#sessions.delete(device);
  }

  close(): void {
    for (const device of [...this.#sessions.keys()]) this.drop(device);
  }
}
