import type { NetctlError } from "../errors.ts";
import { findingsText } from "./findings-text.ts";
import { reasonLines } from "./reason.ts";
import { type Look, placeText, printable } from "./report.ts";

/** What the world refused, for people: what happened, the other side's own words, where it comes from, what to do. */
export function errorText(error: NetctlError, look: Look): string {
  const { paint } = look;
  const { message, words, hint } = error;
  const device = error.device === undefined ? "" : `${error.device}: `;
  const title = `${paint("bad", "error")}${paint("strong", `: ${device}${printable(message)}`)}`;
  // Findings bring their places along.
  const places = error.findings.length > 0 ? [] : error.places;
  const lines = [title, ...reasonLines({ message, words, places, hint }, look)];
  const text = lines.map((line) => `${line}\n`).join("");
  return error.findings.length === 0 ? text : `${text}\n${findingsText(error.findings, look)}`;
}

/** The same for programs: one JSON document. */
export function errorJson(error: NetctlError): string {
  const { kind, message, device, words, hint, places, findings } = error;
  const facts = { kind, message, device, words, hint };
  const where = { places: places.map((place) => ({ ...place, text: placeText(place) })), findings };
  return `${JSON.stringify({ format: "netctl.error/1", ...facts, ...where }, null, 2)}\n`;
}
