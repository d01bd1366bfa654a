import fc from "fast-check";
import { expect, test } from "vitest";
import { readIntent } from "../../src/intent/read-intent.ts";
import { render } from "../../src/render/render.ts";
import { seed } from "../support/seed.ts";
import { namedPlatforms, smallFiles } from "../support/workspace.ts";

const files = smallFiles({
  "netctl.yaml": "confirmTimeout: 5m\ncredentials: { default: { user: me } }\n",
  "templates/iosxe/port.njk":
    "{% from '_m.njk' import m %}\n{% for p in peers %}\n{{ m(p.device | upper) }}\n{% endfor %}\nx {{ service.vlan }}\n",
  "templates/iosxe/_m.njk": "{% macro m(a, b='c') %}\nl {{ a ~ b }}\n{% endmacro %}\n",
});
const paths = [...files.keys()];
const pieces =
  "{{ }} {% %} {# #} - : [ ] & * ! | > ' \" # , \n \t $ref device true 0 022 ~ if for end . ( ) __proto__".split(
    " ",
  );

/** The small workspace with some stretches of some files replaced by what files are made of. */
const broken = fc
  .array(
    fc.record({
      path: fc.constantFrom(...paths),
      at: fc.nat(400),
      length: fc.nat(12),
      by: fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), {
        maxLength: 4,
      }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((edits) => {
    const result = new Map(files);
    for (const { path, at, length, by } of edits) {
      const text = result.get(path) ?? "";
      const from = text.length === 0 ? 0 : at % text.length;
      result.set(path, text.slice(0, from) + by.join(" ") + text.slice(from + length));
    }
    return result;
  });

test("whatever the files hold, there are findings or lines and never an exception, each in its place", () => {
  fc.assert(
    fc.property(broken, (workspace) => {
      const { intent, findings } = readIntent(workspace, namedPlatforms);
      const result = render(intent);
      for (const { place, message } of [...findings, ...result.findings]) {
        const lines = (workspace.get(place.path) ?? "").split("\n");
        expect(message).not.toMatch(/undefined|\[object|not a function|Cannot read/);
        expect(place.line).toBeLessThanOrEqual(lines.length);
        expect(place.column).toBeLessThanOrEqual((lines[place.line - 1] ?? "").length + 1);
      }
      for (const { text, originOf } of result.fragments) {
        expect(text).not.toMatch(/\p{Co}/u);
        text
          .split("\n")
          .slice(0, -1)
          .forEach((_, i) => {
            expect(workspace.has(originOf(i + 1).templatePlace?.path ?? "")).toBe(true);
          });
      }
    }),
    { numRuns: Number(process.env["NETCTL_RUNS"] ?? 100), seed },
  );
}, 60_000);
