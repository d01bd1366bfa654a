import type { DevicePlan, Plan } from "../plan/plan.ts";
import { differenceCounts } from "./plan-text.ts";

/**
 * A plan for programs: one JSON document of the format `netctl.plan-report/1`. It is no plan file: it has neither
 * whole configurations nor a seal, and cannot be applied.
 */
export function planJson(plan: Plan): string {
  const { id, head = null, applied = null, offline, intent, scope = null, devices } = plan;
  const reports = devices.map(deviceReport);
  const summary = {
    devices: reports.length,
    changed: reports.filter(({ changed }) => changed).length,
    ...differenceCounts(devices.flatMap(({ changeSet }) => changeSet.differences)),
  };
  const basis = { id, head, applied, offline, intent, scope };
  const report = { format: "netctl.plan-report/1", ...basis, summary, devices: reports };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function deviceReport(plan: DevicePlan): {
  readonly device: string;
  readonly changed: boolean;
} & Readonly<Record<string, unknown>> {
  const { device, platform, changeSet, checks, guard, after, ignored, untimed } = plan;
  const { differences, forth, back } = changeSet;
  const changed = forth.length > 0 || differences.length > 0;
  const counts = differenceCounts(differences);
  const timer = untimed === undefined ? "box" : "controller";
  const facts = { device, platform, timer, changed, ...counts };
  return { ...facts, differences, forth, back, ignored, guard, after, checks };
}
