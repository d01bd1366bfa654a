import type { DevicePhase, Evidence } from "./order.ts";

/** What to do with a device after asking it; `nothing` says that it already is where it belongs. */
export type Settlement =
  | Extract<DevicePhase, "restore" | "undo" | "confirm" | "redo">
  | "nothing"
  | "in-doubt";

const notRecorded: Readonly<Record<Evidence, Settlement>> = {
  pending: "restore",
  halfway: "restore",
  old: "nothing",
  new: "undo",
  other: "in-doubt",
  unknown: "in-doubt",
};

/** A change that stands halfway must not be kept: it is taken back first, and then made again. */
const recorded: Readonly<Record<Evidence, Settlement>> = {
  pending: "confirm",
  halfway: "restore",
  new: "nothing",
  old: "redo",
  other: "in-doubt",
  unknown: "in-doubt",
};

/** The table of recovery: git says where everybody goes, the device says what is still missing. */
export function settle(isRecorded: boolean, evidence: Evidence): Settlement {
  return (isRecorded ? recorded : notRecorded)[evidence];
}
