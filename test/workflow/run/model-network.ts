import type { DevicePhase, Evidence, Order, Report } from "../../../src/transaction/order.ts";
import {
  answers,
  type Device,
  device,
  dropped,
  fired,
  type Kind,
  stepsOf,
  take,
} from "../../transaction/exploration/device.ts";

/** What befalls one device, once, in one phase. */
export type Mishap = {
  readonly phase: DevicePhase;
  readonly kind: "refusal" | "lost answer" | "lost request" | "hang" | "early timer";
};

type DeviceOrder = Exclude<Order, { phase: "record" }>;

const kinds: readonly Kind[] = ["live", "session", "candidate"];

/** Many model devices and a model git, as `transact` sees them. */
export class ModelNetwork {
  readonly devices: Map<string, Device>;
  commit: string | undefined;
  isRefusing = false;
  readonly #mishaps: Map<string, Mishap>;
  readonly #dice: () => number;

  constructor(count: number, mishaps: ReadonlyMap<string, Mishap>, dice: () => number) {
    const names = Array.from({ length: count }, (_, index) => `r${index}`);
    this.devices = new Map(
      names.map((name, index) => [name, device(name, kinds[index % kinds.length] ?? "live")]),
    );
    this.#mishaps = new Map(mishaps);
    this.#dice = dice;
  }

  get members(): { readonly name: string; readonly live: boolean }[] {
    return [...this.devices.values()].map(({ name, kind }) => ({ name, live: kind === "live" }));
  }

  /** Answers after a while that the dice decide, so that reports come in any order. */
  async carryOut(order: Order): Promise<Report> {
    for (let turns = Math.floor(this.#dice() * 20); turns > 0; turns -= 1) await Promise.resolve();
    if (order.phase !== "record") return this.#onDevice(order);
    if (this.isRefusing) {
      const reason = { kind: "refused", message: "the branch moved" };
      return { phase: "record", result: "failed", reason };
    }
    this.commit = "c1";
    return { phase: "record", result: "done", commit: "c1" };
  }

  /** What every device runs when all timers have run out. */
  settled(): ReadonlyMap<string, Device["runs"]> {
    return new Map([...this.devices].map(([name, it]) => [name, fired(it).runs]));
  }

  #onDevice(order: DeviceOrder): Report {
    const { phase, device: name } = order;
    const mishap = this.#mishaps.get(name);
    if (mishap?.phase !== phase) return this.#done(order);
    this.#mishaps.delete(name);
    const it = this.#device(name);
    switch (mishap.kind) {
      case "hang":
        this.devices.set(name, { ...it, isSilent: true });
        return this.#done(order);
      case "early timer":
        this.devices.set(name, fired(it));
        return this.#done(order);
      case "refusal":
        return failed(order, "rejected");
      case "lost request":
        this.devices.set(name, dropped(it));
        return failed(order, phase === "preflight" ? "unreachable" : "lost");
      case "lost answer":
        this.#done(order);
        this.devices.set(name, dropped(this.#device(name)));
        return failed(order, "lost");
    }
  }

  #done(order: DeviceOrder): Report {
    const { phase, device: name } = order;
    if (phase === "inquire") return this.#seen(name);
    for (const step of stepsOf(phase, this.#device(name).kind)) {
      const result = take(this.#device(name), step);
      this.devices.set(name, result.device);
      if (result.failed) return failed(order, result.device.isSilent ? "timeout" : result.failed);
    }
    return { phase, device: name, result: "done" };
  }

  #seen(name: string): Report {
    const it = this.#device(name);
    const isThere = answers(it);
    this.devices.set(name, { ...dropped(it), session: isThere ? "alive" : "none" });
    const evidence = isThere ? evidenceOf(it) : "unknown";
    return { phase: "inquire", device: name, result: "seen", evidence };
  }

  #device(name: string): Device {
    const it = this.devices.get(name);
    if (it === undefined) throw new Error(`no ${name}`);
    return it;
  }
}

function evidenceOf({ timer, runs }: Device): Evidence {
  if (timer) return runs === "new" ? "pending" : "halfway";
  return runs === "new" || runs === "old" ? runs : "other";
}

function failed({ phase, device: name }: DeviceOrder, kind: string): Report {
  return { phase, device: name, result: "failed", reason: { kind, message: kind } };
}
