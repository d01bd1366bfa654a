import { expect, test } from "vitest";
import type { Place } from "../../src/errors.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import type { Fragment } from "../../src/render/fragment.ts";
import { render } from "../../src/render/render.ts";
import { rendered } from "../support/rendered.ts";
import { namedPlatforms, starterFiles } from "../support/workspace.ts";

const where = (place?: Place): string =>
  place === undefined ? "-" : `${place.path}:${place.line}:${place.column}`;

function withOrigins({ device, service, text, originOf }: Fragment): string {
  const lines = text
    .split("\n")
    .slice(0, -1)
    .map((line, index) => {
      const origin = originOf(index + 1);
      return `${line}\n    <- ${where(origin.servicePlace)}\n    <- ${where(origin.templatePlace)}`;
    });
  return [`## ${device} ${service.model}/${service.name}`, ...lines].join("\n");
}

test("every line of the starter network has the place in its service and in its template", async () => {
  const { fragments, findings } = render(readIntent(starterFiles(), namedPlatforms).intent);
  expect(findings).toEqual([]);
  const golden = `${fragments.map(withOrigins).join("\n\n")}\n`;
  await expect(golden).toMatchFileSnapshot("../golden/render/starter.txt");
});

test("every line of every fragment has an origin with both places", () => {
  const { fragments } = render(readIntent(starterFiles(), namedPlatforms).intent);
  for (const { text, originOf } of fragments)
    text
      .split("\n")
      .slice(0, -1)
      .forEach((_, index) => {
        const { servicePlace, templatePlace } = originOf(index + 1);
        expect(servicePlace).toBeDefined();
        expect(templatePlace).toBeDefined();
      });
});

/** `line <- service line:column, template line:column` for each line of the one fragment for r1. */
function origins(template: string, more: Readonly<Record<string, string>> = {}): string[] {
  const { fragments, findings } = rendered({ "templates/iosxe/port.njk": template, ...more });
  expect(findings).toEqual([]);
  const [fragment] = fragments;
  return (fragment?.text ?? "")
    .split("\n")
    .slice(0, -1)
    .map((line, index) => {
      const { servicePlace: s, templatePlace: t } = fragment?.originOf(index + 1) ?? {
        service: "",
      };
      const file = t?.path === "templates/iosxe/port.njk" ? "" : `${t?.path} `;
      return `${line} <- ${s?.line}:${s?.column} ${file}${t?.line}:${t?.column}`;
    });
}

test("a line that prints a value comes from where the value is written", () => {
  expect(origins("a\nvlan {{ service.vlan }}\n")).toEqual(["a <- 1:1 1:1", "vlan 7 <- 2:7 2:1"]);
});

test("of several values in a line the last one is its place", () => {
  expect(origins("{{ service.vlan }} on {{ service.device }}\n")).toEqual(["7 on r1 <- 1:9 1:4"]);
});

test("a line without a value comes from what was read before it", () => {
  expect(origins("{% if service.vlan %}\n no shutdown\n{% endif %}\n")).toEqual([
    " no shutdown <- 2:7 2:2",
  ]);
});

test("a line after a loop is at its own line, however many came out of the loop", () => {
  expect(origins("{% for i in range(3) %}\nl {{ i }}\n{% endfor %}\nend\n")).toEqual([
    "l 0 <- 1:1 2:1",
    "l 1 <- 1:1 2:1",
    "l 2 <- 1:1 2:1",
    "end <- 1:1 4:1",
  ]);
});

test("white space taken off by a tag moves no line", () => {
  const template = "a\n{%- if true %}\n\n\n  b\n{% endif -%}\n\n\nc\n{{- ' d' }}\n";
  expect(origins(template)).toEqual(["a <- 1:1 1:1", "  b <- 1:1 5:3", "c d <- 1:1 9:1"]);
});

test("tags that span lines, comments and raw text move no line", () => {
  const template =
    "{# one\n two #}\n{% set x =\n  service.vlan\n%}\n{% raw %}\nraw\n{% endraw %}\nx {{ x }}\n";
  expect(origins(template)).toEqual(["raw <- 2:7 7:1", "x 7 <- 2:7 9:1"]);
});

test("a line that a macro of another file wrote comes from that file", () => {
  const lines = origins("{% from '_lines.njk' import vlan %}\nbegin\n{{ vlan(service.vlan) }}\n", {
    "templates/iosxe/_lines.njk": "{% macro vlan(id) %}\nvlan {{ id }}\n exit\n{% endmacro %}\n",
  });
  expect(lines).toEqual([
    "begin <- 1:1 2:1",
    "vlan 7 <- 2:7 templates/iosxe/_lines.njk 2:1",
    " exit <- 2:7 templates/iosxe/_lines.njk 3:2",
  ]);
});

test("a line that an included file wrote comes from that file", () => {
  const lines = origins("a\n{% include '_more.njk' %}\nb\n", {
    "templates/iosxe/_more.njk": "vlan {{ service.vlan }}\n",
  });
  expect(lines).toEqual([
    "a <- 1:1 1:1",
    "vlan 7 <- 2:7 templates/iosxe/_more.njk 1:1",
    "b <- 2:7 3:1",
  ]);
});

test("text that is captured, filtered or called keeps its lines", () => {
  expect(
    origins("{% set block %}\nx\n y {{ service.vlan }}\n{% endset %}\n{{ block | upper }}\n"),
  ).toEqual(["X <- 1:1 2:1", " Y 7 <- 2:7 3:2"]);
  expect(
    origins(
      "{% macro wrap() %}\n<\n{{ caller() }}\n>\n{% endmacro %}\n{% call wrap() %}\nin\n{% endcall %}\n",
    ),
  ).toEqual(["< <- 1:1 2:1", "in <- 1:1 7:1", "> <- 1:1 4:1"]);
});

test("a captured word can still be compared", () => {
  expect(
    origins("{% set x %}a{{ service.vlan }}{% endset %}\n{% if x == 'a7' %}\nsame\n{% endif %}\n"),
  ).toEqual(["same <- 2:7 3:1"]);
});

test("each line of a banner comes from the banner", () => {
  const more = { "models/port/one.yaml": "device: r1\nvlan: 7\nnote: |\n  one\n\n  two\n" };
  expect(origins('banner\n{{ service.note | multiline(end="EOF") }}\nEOF\n', more)).toEqual([
    "banner <- 1:1 1:1",
    "one <- 3:7 2:4",
    " <- 3:7 2:4",
    "two <- 3:7 2:4",
    "EOF <- 3:7 3:1",
  ]);
});

test("a value from the variables of a device has its place in the device's file", () => {
  const { fragments } = rendered({
    "templates/iosxe/port.njk": "x {{ device.vars.x }}\n",
    "devices/r1.yaml":
      "product: csr1000v\naddress: a.b\ncredential: { user: me }\nvars: { x: 5 }\n",
  });
  expect(fragments[0]?.originOf(1).servicePlace).toMatchObject({
    path: "devices/r1.yaml",
    line: 4,
    column: 12,
  });
});
