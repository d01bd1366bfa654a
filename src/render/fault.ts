import type { Finding, Place } from "../errors.ts";
import type { TemplateSpot } from "./mark-template.ts";

/** What stops a template while it runs, already in the form of a finding. */
export class Fault extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.message);
    this.name = "Fault";
    this.finding = finding;
  }
}

/** The place of a spot as findings have it. */
export function spotPlace({ place, text }: TemplateSpot): Place {
  return text.length > 1 ? { ...place, length: text.length } : place;
}

/** A finding at a template, with the value that was at hand as the other place. */
export function templateFault(
  code: string,
  message: string,
  spot: TemplateSpot,
  extra: { readonly hint?: string; readonly value?: Place | undefined } = {},
): Fault {
  return new Fault({
    code,
    message,
    place: spotPlace(spot),
    ...(extra.hint === undefined ? {} : { hint: extra.hint }),
    ...(extra.value === undefined
      ? {}
      : { related: [{ label: "while rendering this", place: extra.value }] }),
  });
}

/** A finding at a value of a service, with the template that could not use it as the other place. */
export function valueFault(
  code: string,
  message: string,
  value: Place | undefined,
  spot: TemplateSpot,
  hint?: string,
): Fault {
  if (value === undefined)
    return templateFault(code, message, spot, hint === undefined ? {} : { hint });
  return new Fault({
    code,
    message,
    place: value,
    ...(hint === undefined ? {} : { hint }),
    related: [{ label: "used here", place: spotPlace(spot) }],
  });
}
