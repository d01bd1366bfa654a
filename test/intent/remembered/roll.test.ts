import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/intent/intent.ts";
import { type Memory, noMemory } from "../../../src/intent/memory.ts";
import { readIntent } from "../../../src/intent/read-intent.ts";
import { namedPlatforms } from "../../support/workspace.ts";

type Files = Readonly<Record<string, string>>;

const device = (platform: string, number: number) =>
  `platform: ${platform}\naddress: 192.0.2.${number}\ncredential: { user: me, agent: true }\n`;

const end = (name: string, address: string, more = "") =>
  `  - { device: ${name}, address: ${address}${more} }\n`;

const port = (...ends: readonly string[]) => `ends:\n${ends.join("")}`;

const schema = `type: object
properties:
  ends:
    type: array
    items:
      type: object
      properties:
        device: { type: string, device: true }
        address: { type: string, format: ip-interface, unique: { of: addresses, perDevice: true } }
        as: { type: integer, sameForDevice: true }
        area: { type: string, service: area, onDevice: true }
        fast: { type: boolean, platforms: [iosxe] }
`;

const sound: Files = {
  "netctl.yaml": "",
  "devices/r1.yaml": device("iosxe", 1),
  "devices/r2.yaml": device("iosxe", 2),
  "devices/r3.yaml": device("iosxe", 3),
  "models/area/schema.yaml":
    "type: object\nproperties:\n  on: { type: array, items: { type: string, device: true } }\n",
  "models/area/a.yaml": "on: [r1, r2]\n",
  "models/port/schema.yaml": schema,
  "models/port/a.yaml": port(
    end("r1", "10.0.0.1/24", ", area: a, as: 1"),
    end("r2", "10.0.0.2/24"),
  ),
  "models/port/b.yaml": port(end("r3", "10.0.1.3/24", ", fast: true"), end("r1", "10.0.1.1/24")),
  "models/port/c.yaml": `${port(end("r3", "10.0.2.3/24"))}checks: [{ ping: 192.0.2.9 }]\n`,
  "templates/iosxe/area.njk": "",
  "templates/iosxe/port.njk": "",
  "templates/eos/area.njk": "",
  "templates/eos/port.njk": "",
};

/** A memory, and the paths whose service it was asked for since `forget`. */
function recollection() {
  const slots = new Map<string, readonly [string, string]>();
  const asked: string[] = [];
  const memory: Memory = {
    recall: (shelf, name, made) => {
      if (shelf === "service" || shelf === "service document") asked.push(name);
      const [before, text] = slots.get(`${shelf} ${name}`) ?? [];
      return before === made && text !== undefined ? (JSON.parse(text) as Json) : undefined;
    },
    keep: (shelf, name, made, value) =>
      slots.set(`${shelf} ${name}`, [made, JSON.stringify(value)]),
  };
  return { memory, asked };
}

/** What is wrong, and what is declared where nothing is. */
function reading(files: Files, memory: Memory): unknown {
  const { intent, findings } = readIntent(new Map(Object.entries(files)), namedPlatforms, memory);
  return findings.length > 0 ? findings : intent.services.map(shown);
}

function shown(service: Readonly<Record<string, unknown>>): unknown {
  const { path, digest, devices, references, document, mentions, checks } = service;
  return JSON.stringify({ path, digest, devices, references, document, mentions, checks });
}

function edited(files: Files, edit: Readonly<Record<string, string | null>>): Files {
  const texts = Object.entries({ ...files, ...edit });
  return Object.fromEntries(
    texts.filter((each): each is [string, string] => each[1] !== null).sort(),
  );
}

describe("a network with one edit", () => {
  it.each<[string, Readonly<Record<string, string | null>>, string]>([
    [
      "an address that another has",
      { "models/port/d.yaml": port(end("r1", "10.0.0.1/24")) },
      "NC1062",
    ],
    [
      "an address that was free before it",
      { "models/port/b.yaml": port(end("r1", "10.0.0.1/24")) },
      "NC1062",
    ],
    [
      "an address of one that was edited as well",
      {
        "models/port/a.yaml": `# edited\n${sound["models/port/a.yaml"]}`,
        "models/port/d.yaml": port(end("r1", "10.0.0.1/24")),
      },
      "NC1062",
    ],
    [
      "a number that differs",
      { "models/port/b.yaml": port(end("r1", "10.0.9.1/24", ", as: 2")) },
      "NC1025",
    ],
    ["a device that another wants it on", { "models/area/a.yaml": "on: [r2]\n" }, "NC1061"],
    ["a name that leads nowhere now", { "models/area/a.yaml": null }, "NC1060"],
    ["a device that is gone", { "devices/r3.yaml": null }, "NC1020"],
    ["a device that is another thing now", { "devices/r3.yaml": device("eos", 3) }, "NC1063"],
    ["a template that is gone", { "templates/iosxe/area.njk": null }, "NC1021"],
    [
      "a schema that asks for more",
      { "models/area/schema.yaml": `${sound["models/area/schema.yaml"]}required: [id]\n` },
      "NC1005",
    ],
  ])("says of %s what is said without memory, and says it again", (_, edit, code) => {
    const { memory } = recollection();
    expect(reading(sound, memory)).toEqual(reading(sound, noMemory));
    const fresh = reading(edited(sound, edit), noMemory);
    expect(fresh).toContainEqual(expect.objectContaining({ code }));
    expect(reading(edited(sound, edit), memory)).toEqual(fresh);
    expect(reading(edited(sound, edit), memory)).toEqual(fresh);
    expect(reading(sound, memory)).toEqual(reading(sound, noMemory));
  });

  it.each<[string, Readonly<Record<string, string | null>>]>([
    ["is moved to a free address", { "models/port/b.yaml": port(end("r1", "10.0.9.1/24")) }],
    ["is gone", { "models/port/b.yaml": null }],
    [
      "takes what another one gives up",
      {
        "models/port/a.yaml": port(end("r1", "10.0.9.1/24")),
        "models/port/b.yaml": port(end("r1", "10.0.0.1/24")),
      },
    ],
    [
      "has another name",
      {
        "models/port/b.yaml": null,
        "models/port/e.yaml": sound["models/port/b.yaml"] ?? "",
      },
    ],
    ["loses its checks", { "models/port/c.yaml": port(end("r3", "10.0.2.3/24")) }],
    ["is there besides", { "models/port/e.yaml": port(end("r2", "10.0.7.1/24", ", area: a")) }],
  ])("opens no other service where one %s", (_, edit) => {
    const { memory, asked } = recollection();
    reading(sound, memory);
    asked.length = 0;
    const files = edited(sound, edit);
    const { findings } = readIntent(new Map(Object.entries(files)), namedPlatforms, memory);
    expect(findings).toEqual([]);
    const others = Object.keys(sound).filter((path) => !Object.hasOwn(edit, path));
    // One with checks of its own is read every time.
    expect(asked.filter((path) => others.includes(path) && path !== "models/port/c.yaml")).toEqual(
      [],
    );
    expect(reading(files, memory)).toEqual(reading(files, noMemory));
  });
});
