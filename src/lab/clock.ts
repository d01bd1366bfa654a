/** The time as one box believes it is, and alarms by its clock. */
export type Clock = Pick<DeviceClock, "now" | "after">;

/** The same clock some milliseconds ahead: what lasts as long takes as long. */
export function skewed(clock: DeviceClock, aheadMs: () => number): Clock {
  return { now: () => clock.now() + aheadMs(), after: (waitMs, ring) => clock.after(waitMs, ring) };
}

/** A timer that waits on a device clock. */
export type Alarm = { readonly dueMs: number; readonly ring: () => void };

/**
 * The time of the simulated devices: runs `rate` times as fast as the world's and can be put forward at once.
 * Alarms ring in the order of their time, also when the clock jumps over several.
 */
export class DeviceClock {
  readonly rate: number;
  #startedMs: number = Date.now();
  #skippedMs = 0;
  #alarms: Alarm[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** While alarms ring, the clock shows the time of the alarm. */
  #ringingMs: number | undefined;

  constructor(rate = 1) {
    this.rate = rate;
  }

  /** Milliseconds since 1970 as the devices believe. */
  now(): number {
    if (this.#ringingMs !== undefined) return this.#ringingMs;
    return this.#startedMs + (Date.now() - this.#startedMs) * this.rate + this.#skippedMs;
  }

  /** Rings once after so many milliseconds of device time; the answer takes it back. */
  after(waitMs: number, ring: () => void): () => void {
    const alarm: Alarm = { dueMs: this.now() + waitMs, ring };
    this.#alarms.push(alarm);
    this.#wait();
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
      this.#wait();
    };
  }

  /** Puts the clock forward; everything due on the way has happened when this returns. */
  advance(seconds: number): void {
    const target = this.now() + seconds * 1000;
    this.#ringDue(target);
    this.#skippedMs += seconds * 1000;
    this.#wait();
  }

  #ringDue(untilMs: number): void {
    for (;;) {
      this.#alarms.sort((a, b) => a.dueMs - b.dueMs);
      const next = this.#alarms[0];
      if (next === undefined || next.dueMs > untilMs) break;
      this.#alarms.shift();
      this.#ringingMs = next.dueMs;
      try {
        next.ring();
      } finally {
        this.#ringingMs = undefined;
      }
    }
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const dueMs = Math.min(...this.#alarms.map((alarm) => alarm.dueMs));
    if (!Number.isFinite(dueMs)) return;
    const realMs = Math.min(Math.max(0, (dueMs - this.now()) / this.rate), 2 ** 30);
    this.#timer = setTimeout(() => {
      this.#ringDue(this.now());
      this.#wait();
    }, realMs);
  }
}
