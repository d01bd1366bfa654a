// The stories: one file per verb, told from the first file read to the last line recorded. This room knows who does
// what, and in which order the world's rooms are asked; it refuses to know how anything is compared, said or shown.

import type { DevicePhase, Reason } from "../transaction/order.ts";

/** What a story tells while it runs; screen, plain lines and JSON Lines are its listeners. */
export type Event =
  | { readonly type: "reading"; readonly devices: readonly string[] }
  | {
      readonly type: "device";
      readonly device: string;
      readonly phase: DevicePhase;
      readonly state: "begins" | "done";
    }
  | {
      readonly type: "device";
      readonly device: string;
      readonly phase: DevicePhase;
      readonly state: "failed";
      readonly reason: Reason;
    }
  | {
      readonly type: "device";
      readonly device: string;
      readonly phase: "inquire";
      readonly state: "seen";
      readonly evidence: string;
    }
  | { readonly type: "turned-back"; readonly reason: Reason }
  | { readonly type: "recorded"; readonly commit: string }
  | { readonly type: "notice"; readonly message: string };

/** Takes events as they happen. */
export type Emit = (event: Event) => void;
