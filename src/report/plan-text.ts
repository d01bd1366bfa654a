import type { Difference } from "../config/change-set.ts";
import type { DevicePlan, Plan } from "../plan/plan.ts";
import { riskOf, takenAway } from "../plan/risk.ts";
import { differencesText } from "./differences-text.ts";
import { guardText } from "./guard-text.ts";
import { counted, type Look, printable } from "./report.ts";
import { scopeText } from "./scope-text.ts";
import { table } from "./table.ts";

/** What else the text says. */
export type PlanLook = Look & {
  /** The revision as people name it: `main@3f2a91c`, `main@3f2a91c with edits`. The plan's commit where absent. */
  readonly revision?: string;
};

const ruleLength = 72;

/** A plan for people: which devices change, then what changes on each. */
export function planText(plan: Plan, look: PlanLook): string {
  const changed = plan.devices.filter(changes);
  const parts = [header(plan, changed.length, look)];
  if (changed.length > 0) {
    parts.push(overview(changed, look), ...alike(changed).map((group) => details(group, look)));
    parts.push(...removals(changed, look), ...untimed(changed, look));
  }
  parts.push(
    ...ignoredText(plan.devices, look),
    ...guardText(changed, look),
    ...scopeText(plan.scope, look),
  );
  parts.push(summary(plan, changed, look));
  return parts.join("\n");
}

/** How many lines are added, removed and put back. */
export function differenceCounts(
  differences: readonly Difference[],
): Readonly<Record<Difference["kind"], number>> {
  const counts = { add: 0, remove: 0, heal: 0 };
  for (const { kind } of differences) counts[kind] += 1;
  return counts;
}

function changes({ changeSet }: DevicePlan): boolean {
  return changeSet.forth.length > 0 || changeSet.differences.length > 0;
}

function header(plan: Plan, changedCount: number, { paint, revision }: PlanLook): string {
  const commit = plan.head === undefined ? "a branch without commits" : plan.head.slice(0, 10);
  const count = plan.devices.length;
  const facts = [
    `${changedCount} of ${counted(count, "device")} ${changedCount === 1 || count === 1 ? "changes" : "change"}`,
    ...(count > changedCount ? [`${count - changedCount} unchanged`] : []),
    plan.offline ? "offline: no device was read" : "running configurations read",
  ];
  const title = paint("strong", `Plan ${plan.id} for ${revision ?? commit}`);
  return `${title}  (${facts.join(", ")})\n`;
}

function overview(changed: readonly DevicePlan[], look: Look): string {
  const columns = [
    { title: "DEVICE" },
    { title: "PLATFORM" },
    { title: "+", align: "right" },
    { title: "-", align: "right" },
    { title: "~", align: "right" },
    { title: "RISK" },
  ] as const;
  const rows = changed.map(({ device, platform, changeSet }) => {
    const { add, remove, heal } = differenceCounts(changeSet.differences);
    const risk = riskOf(changeSet.differences);
    const cell = { text: risk, meaning: riskMeanings[risk] };
    return [device, platform, String(add), String(remove), String(heal), cell];
  });
  return table(columns, rows, look);
}

const riskMeanings = { low: "good", medium: "warning", high: "bad" } as const;

/** Devices on which the very same lines change, together; in the order of the first of each. */
function alike(changed: readonly DevicePlan[]): DevicePlan[][] {
  const groups = new Map<string, DevicePlan[]>();
  for (const device of changed) {
    const lines = device.changeSet.differences.map(({ kind, section, line, body }) => [
      kind,
      section,
      line,
      body,
    ]);
    const key = JSON.stringify([device.platform, lines]);
    groups.set(key, [...(groups.get(key) ?? []), device]);
  }
  return [...groups.values()];
}

const namedLimitCount = 5;

function details(group: readonly DevicePlan[], look: Look): string {
  const names = group.map(({ device }) => device);
  const more = names.length > namedLimitCount ? ` and ${names.length - namedLimitCount} more` : "";
  const same = names.length > 1 ? ` (the same on ${names.length} devices)` : "";
  const who = `${names.slice(0, namedLimitCount).join(", ")}${more}${same}`;
  const rule = "─".repeat(Math.max(3, ruleLength - who.length - 1));
  const title = `${look.paint("strong", who)} ${look.paint("faint", rule)}\n`;
  return `${title}${differencesText(group[0]?.changeSet.differences ?? [], look)}`;
}

/** Drift that is left as it is, as netctl.yaml says: the diff above does not speak of it. */
function ignoredText(devices: readonly DevicePlan[], { paint }: Look): string[] {
  const lines = devices.flatMap(({ device, ignored }) =>
    ignored.map(({ section, line, there }) => {
      const what = printable([...section, line].join(" / "));
      return `~ ${device}: ${what} (there: ${printable(there ?? "nothing")})\n`;
    }),
  );
  if (lines.length === 0) return [];
  return [
    `${paint("warning", "Drift that is left alone, as netctl.yaml says:")}\n${lines.join("")}`,
  ];
}

/** What is taken away, once more and last: in a long plan it is what is overlooked. */
function removals(changed: readonly DevicePlan[], { paint }: Look): string[] {
  const lines = changed.flatMap(({ device, changeSet }) =>
    takenAway(changeSet.differences).map(({ section, line }) =>
      paint("remove", `- ${device}: ${printable([...section, line].join(" / "))}`),
    ),
  );
  if (lines.length === 0) return [];
  return [`${paint("bad", "Taken away:")}\n${lines.map((line) => `${line}\n`).join("")}`];
}

/** What the plan cannot promise, before anybody approves it. */
function untimed(changed: readonly DevicePlan[], { paint }: Look): string[] {
  const names = changed.filter((each) => each.untimed !== undefined).map(({ device }) => device);
  if (names.length === 0) return [];
  const who = printable(names.join(", "));
  const verb = names.length === 1 ? "has" : "have";
  return [
    `${paint("warning", "Weaker guarantee:")} ${who} ${verb} no rollback timer. netctl takes the change back there itself; if it dies or\nis cut off in the middle, the change stays there until \`netctl recover\`.\n`,
  ];
}

function summary(plan: Plan, changed: readonly DevicePlan[], { paint }: Look): string {
  if (changed.length === 0) {
    const basis = plan.offline
      ? "what was applied is what is declared"
      : `every device ${plan.scope === undefined ? "" : "looked at "}is as declared`;
    return `${paint("good", `Nothing to do: ${basis}.`)}\n`;
  }
  const all = changed.flatMap(({ changeSet }) => changeSet.differences);
  const { add, remove, heal } = differenceCounts(all);
  const drift = heal === 0 ? "" : ` ~${heal} (drift)`;
  const total = `Plan: ${counted(changed.length, "device")}, +${add} -${remove}${drift}.`;
  return `${paint("strong", total)} The way back is computed too. Nothing has been sent.\n`;
}
