import type { Scope } from "../plan/scope.ts";
import { type Look, printable } from "./report.ts";

/** What a plan leaves out, device by device and with the services that wait there; nothing where it leaves out nothing. */
export function scopeText(scope: Scope | undefined, { paint }: Look): string[] {
  if (scope === undefined) return [];
  const reasons = new Map(scope.skipped.map(({ device, reason }) => [device, reason]));
  const waiting = new Map(scope.leftOut.map(({ device, services }) => [device, services]));
  const names = [...new Set([...waiting.keys(), ...reasons.keys()])].sort();
  const leftOut = names.map((device) => {
    const reason = reasons.get(device);
    const why =
      reason === undefined ? "" : ` ${paint("warning", "skipped")}: ${printable(reason)}.`;
    const services = waiting.get(device) ?? [];
    const what =
      services.length > 0 ? `waits: ${services.join(", ")}` : "as declared, by git's word";
    return `- ${device}:${why} ${what}\n`;
  });
  const split = scope.split.map(
    ({ service, devices }) => `! ${service} changes here, and not on ${devices.join(", ")}\n`,
  );
  return [
    ...section("Left out, and left as it is:", leftOut, paint),
    ...section("Carried out on some of its devices only:", split, paint),
  ];
}

function section(title: string, lines: readonly string[], paint: Look["paint"]): string[] {
  return lines.length === 0 ? [] : [`${paint("warning", title)}\n${lines.join("")}`];
}
