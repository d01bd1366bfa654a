import type { DeviceOutcome, DeviceResult, Outcome } from "./outcome.ts";
import { reasonLines } from "./reason.ts";
import { type Look, type Meaning, printable } from "./report.ts";
import { type Cell, type Column, table } from "./table.ts";

/** How a transaction ended, for people: the devices, the reasons, what the network runs now and what to do next. */
export function outcomeText(outcome: Outcome, look: Look): string {
  const parts: string[] = [];
  if (outcome.end !== "nothing") {
    parts.push(`${look.paint("strong", `Transaction ${outcome.transaction}`)}\n`);
  }
  if (outcome.devices.length > 0) parts.push(overview(outcome.devices, look));
  for (const device of outcome.devices) parts.push(...reasonText(device, look));
  parts.push(...commonReason(outcome, look));
  if (outcome.warnings.length > 0) parts.push(warningsText(outcome.warnings, look));
  parts.push(verdict(outcome, look));
  return parts.join("\n");
}

const meanings: Readonly<Record<DeviceResult, Meaning>> = {
  new: "good",
  old: "warning",
  unchanged: "faint",
  "in-doubt": "bad",
  skipped: "faint",
};

function overview(devices: readonly DeviceOutcome[], look: Look): string {
  const hasPhases = devices.some(({ phase }) => phase !== undefined);
  const columns: readonly Column[] = [
    { title: "DEVICE" },
    { title: "RESULT" },
    ...(hasPhases ? [{ title: "PHASE" }] : []),
  ];
  const rows = devices.map(({ device, result, phase }): Cell[] => [
    device,
    { text: result, meaning: meanings[result] },
    phase ?? "",
  ]);
  return table(columns, rows, look);
}

function reasonText({ device, phase, reason }: DeviceOutcome, look: Look): string[] {
  if (reason === undefined) return [];
  const where = phase === undefined ? "" : ` (in ${phase})`;
  const title = `${look.paint("bad", device)}: ${printable(reason.message)}${where}`;
  return [[title, ...reasonLines(reason, look)].map((line) => `${line}\n`).join("")];
}

/** What turned everybody back, where it was no device's own step; a signal was told of when it came. */
function commonReason({ reason, devices }: Outcome, look: Look): string[] {
  const isTold = devices.some((each) => each.reason && each.result !== "skipped");
  if (reason === undefined || isTold || reason.kind === "interrupted") return [];
  const title = look.paint("bad", printable(reason.message));
  return [[title, ...reasonLines(reason, look)].map((line) => `${line}\n`).join("")];
}

function warningsText(warnings: readonly string[], { paint }: Look): string {
  return warnings
    .map((warning) => `${paint("warning", "warning")}: ${printable(warning)}\n`)
    .join("");
}

function verdict(outcome: Outcome, { paint }: Look): string {
  const { meaning, state, next } = verdicts[outcome.end](outcome);
  return [paint(meaning, state), ...next].map((line) => `${line}\n`).join("");
}

type Verdict = {
  readonly meaning: Meaning;
  readonly state: string;
  readonly next: readonly string[];
};

const verdicts: Readonly<Record<Outcome["end"], (outcome: Outcome) => Verdict>> = {
  new: ({ commit, devices }) => ({
    meaning: "good",
    state: `The network is NEW: every device${reached(devices)} runs what was planned${recordedAs(commit)}.`,
    next:
      commit === undefined
        ? []
        : [`To take it back: git revert ${commit.slice(0, 10)} && netctl apply`],
  }),
  old: () => ({
    meaning: "warning",
    state: "The network is OLD: every device runs what it ran before. Nothing was recorded.",
    next: ["Put right what is said above, then: netctl plan"],
  }),
  "in-doubt": ({ transaction, commit, devices }) => {
    const names = devices.filter(({ result }) => result === "in-doubt").map(({ device }) => device);
    return {
      meaning: "bad",
      state: `The network is IN DOUBT: it is not known what these run: ${names.join(", ")}.`,
      next: [
        commit === undefined
          ? "The change is not recorded: recovery takes every device back."
          : `The change is recorded as ${commit.slice(0, 10)}: recovery takes every device forward.`,
        `Next, once the devices answer: netctl recover ${transaction}`,
      ],
    };
  },
  refused: () => ({
    meaning: "warning",
    state: "Nothing was sent: the network is as it was.",
    next: ["Put right what is said above, then: netctl plan"],
  }),
  nothing: () => ({
    meaning: "good",
    state: "Nothing to do: every device is as declared.",
    next: [],
  }),
};

/** Those that were skipped run what they ran before, as far as anybody knows. */
function reached(devices: readonly DeviceOutcome[]): string {
  return devices.some(({ result }) => result === "skipped") ? " that was reached" : "";
}

function recordedAs(commit: string | undefined): string {
  return commit === undefined ? "" : `, recorded as ${commit.slice(0, 10)}`;
}
