import type { Finding } from "../../src/errors.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import type { Fragment } from "../../src/render/fragment.ts";
import { render } from "../../src/render/render.ts";
import { line, namedPlatforms, smallFiles } from "./workspace.ts";

/** The small workspace with some files added, rendered. It must be free of findings before. */
export function rendered(more: Readonly<Record<string, string>>): {
  readonly fragments: readonly Fragment[];
  readonly findings: readonly Finding[];
} {
  const { intent, findings } = readIntent(smallFiles(more), namedPlatforms);
  if (findings.length > 0) throw new Error(findings.map(line).join("\n"));
  return render(intent);
}

/** What a template for r1 makes of the small workspace's service: its text, or its findings as lines. */
export function tried(
  template: string,
  more: Readonly<Record<string, string>> = {},
): string | readonly string[] {
  const { fragments, findings } = rendered({ "templates/iosxe/port.njk": template, ...more });
  return findings.length > 0 ? findings.map(line) : (fragments[0]?.text ?? "");
}
