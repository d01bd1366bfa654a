import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Node } from "../../src/config/config.ts";
import type { Json, Service } from "../../src/intent/intent.ts";
import { type Memory, noMemory } from "../../src/intent/memory.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import { type DeviceSides, makePlan } from "../../src/plan/make-plan.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { type Candidate, renderCandidates, withChecks } from "../../src/workflow/candidates.ts";
import { Secrets } from "../../src/workflow/secrets/secrets.ts";
import { seed } from "../support/seed.ts";
import { line } from "../support/workspace.ts";

const device = (product: string, number: number, more = "") =>
  `product: ${product}\naddress: 192.0.2.${number}\ncredential: { user: me, agent: true }\n${more}`;

const port = (more = "") => `type: object
additionalProperties: false
properties:
  ends:
    type: array
    sameNetwork: address
    items:
      type: object
      properties:
        device: { type: string, device: true }
        address: { type: string, format: ip-interface, unique: { of: addresses, perDevice: true } }
        as: { type: integer, sameForDevice: true }
        area: { type: string, service: area, onDevice: true }
        cost: { type: integer${more} }
        fast: { type: boolean, platforms: [iosxe] }
`;

const end = (name: string, address: string, more = "") =>
  `  - { device: ${name}, address: ${address}${more} }\n`;

/** The files of a network, each with the texts it may have; undefined: it is not there. */
const texts: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "netctl.yaml": ["", "drift: { default: ignore }\n"],
  "devices/r1.yaml": [device("csr1000v", 1), device("csr1000v", 1, "vars: { site: a }\n")],
  "devices/r2.yaml": [
    device("csr1000v", 2),
    device("veos", 2),
    device("csr1000v", 2, "vars: { site: b }\n"),
    device("csr1000v", 2, "checks: [{ ping: 192.0.2.9 }]\n"),
    device("csr1000v", 2, "checks: [{ ping: no-address, what: 1 }]\n"),
    device("csr1000v", 1),
    undefined,
    "product: [",
  ],
  "models/port/schema.yaml": [
    port(),
    port(", default: 7"),
    port(", maximum: 5"),
    port(", defalt: 7"),
    undefined,
  ],
  "models/port/one.yaml": [
    `ends:\n${end("r1", "10.0.0.1/24")}${end("r2", "10.0.0.2/24")}`,
    `# the same\nends:\n${end("r1", "10.0.0.1/24")}${end("r2", "10.0.0.2/24")}`,
    `ends:\n${end("r1", "10.0.0.1/24", ", cost: 9")}${end("r2", "10.0.0.9/24", ", as: 1")}`,
    `ends:\n${end("r1", "10.0.0.1/24", ", area: a")}${end("r2", "10.0.1.2/24")}`,
    `ends:\n${end("r1", "10.0.0.1/24", ", area: b")}${end("r2", "10.0.0.1/24", ", fast: true")}`,
    undefined,
  ],
  "models/port/two.yaml": [
    `ends:\n${end("r2", "10.0.2.2/24", ", as: 2")}`,
    `ends:\n${end("r2", "10.0.3.2/24", ", as: 1")}`,
    `ends:\n${end("r2", "10.0.0.2/24")}`,
    `ends:\n${end("r1", "{ from: pool/links }")}`,
    `ends:\n${end("r1", "{ from: pool/links }")}checks: [{ ping: 192.0.2.9 }]\n`,
    undefined,
  ],
  "models/port/three.yaml": [
    undefined,
    `ends:\n${end("r1", "{ from: pool/links }")}`,
    `ends:\n${end("r1", "10.0.0.1/24")}`,
    `ends:\n${end("r1", "10.0.4.1/24", ", area: b")}`,
  ],
  "models/area/schema.yaml": [
    "type: object\nproperties:\n  on: { type: array, items: { type: string, device: true } }\n  id: { type: integer }\n",
  ],
  "models/area/a.yaml": ["on: [r1]\nid: 1\n", "on: [r1]\nid: 2\n", "on: [r2]\n", undefined],
  "models/area/b.yaml": [undefined, "on: [r1, r2]\nid: 3\n"],
  "pools/links.yaml": ["addresses: [10.9.0.0/30]\nlength: 24\n", undefined],
  "templates/iosxe/area.njk": ["", "ip http server\n"],
  "templates/eos/area.njk": [""],
  "templates/eos/port.njk": [
    "{% for e in self %}\ninterface Ethernet1\n ip address {{ e.address }}\n{% endfor %}\n",
    undefined,
  ],
  "templates/iosxe/port.njk": [
    `{% from "_lines.njk" import lines %}
{% for e in self %}
router ospf {{ services.area[e.area].id if e.area else 1 }}
 router-id {{ e.address | host }}
{{ lines(e) }}
{% endfor %}
`,
    "{% if devices.r2.vars.site %}\nip http server\n{% endif %}\n",
    "{% for e in self %}\nsnmp-server location {{ e.place }}\n{% endfor %}\n",
  ],
  "templates/iosxe/_lines.njk": [
    "{% macro lines(e) %}\n auto-cost reference-bandwidth {{ e.cost or 1 }}\n{% endmacro %}\n",
    "{% macro lines(e) %}\n area {{ e.cost or 1 }} stub\n{% endmacro %}\n",
  ],
};

const paths = Object.keys(texts);

/** The first text of each file, but for those that were edited. */
function filesAfter(edits: ReadonlyMap<string, number>): ReadonlyMap<string, string> {
  return new Map(
    paths.flatMap((path) => {
      const text = texts[path]?.[edits.get(path) ?? 0];
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}

/** All that comes of the files: what is wrong with them, or what is declared, and the plan from what was applied. */
async function outcome(
  files: ReadonlyMap<string, string>,
  applied: ReadonlyMap<string, string>,
  memory: Memory,
) {
  const { intent, findings } = readIntent(files, builtInPlatforms, memory);
  const { settings, services, taken } = intent;
  const said = { findings: findings.map(line), taken: [...taken] };
  if (findings.length > 0) return { said, texts: applied };
  const workspace = { root: "", gitDir: "", local: "", prefix: "" };
  const secretsOf = (all: readonly string[]) => Secrets.open({ workspace, settings }, all);
  const rendered = await renderCandidates({ intent, memory, isSealed: false, secretsOf });
  const wrong = rendered.findings.map(line);
  if (wrong.length > 0) return { said: { ...said, wrong }, texts: applied };
  const candidates = rendered.candidates.map((each) => withChecks(each, []));
  const basis = { id: "1", head: undefined, applied: undefined, intent: "", offline: true };
  const sides = candidates.map((each) => sidesOf(each, applied.get(each.device.name)));
  const plan = makePlan({ ...basis, head: "0" }, sides, memory);
  return {
    said: {
      ...said,
      services: services.map((each) => wholly(each)),
      plan: JSON.stringify(plan),
      lines: candidates.map(({ config }) => [...config.children.values()].map(shown)),
    },
    texts: new Map(candidates.map(({ device, text }) => [device.name, text])),
  };
}

function wholly(service: Service): unknown {
  const { name, model, path, digest, devices, document, mentions, references, checks } = service;
  const own = { name, model, path, digest, devices, document, mentions, references, checks };
  const [end] = mentions.map(({ pointer }) => pointer);
  return [JSON.stringify(own), service.placeOf(end ?? ""), service.isWritten("/ends/0/cost")];
}

function sidesOf(candidate: Candidate, applied: string | undefined): DeviceSides {
  const { platform, device } = candidate;
  return {
    ...{ device: device.name, platform, ownership: "declared", candidate, applied },
    ...{
      running: undefined,
      echo: [],
      drift: "refuse",
      checks: [],
      ends: { user: "me" },
      via: undefined,
    },
  };
}

function shown({ statement, origin, children }: Node): unknown {
  return [statement.text, origin, [...(children?.values() ?? [])].map(shown)];
}

/** A memory; on the shelf `careless` it says what it has, whatever that was made from. */
function remembering(careless?: string): Memory {
  const slots = new Map<string, readonly [string, string]>();
  return {
    recall: (shelf, name, made) => {
      const [before, text] = slots.get(`${shelf} ${name}`) ?? [];
      const isRight = before === made || shelf === careless;
      return isRight && text !== undefined ? (JSON.parse(text) as Json) : undefined;
    },
    keep: (shelf, name, made, value) =>
      slots.set(`${shelf} ${name}`, [made, JSON.stringify(value)]),
  };
}

/** One state of the network after the other: some edits at random to the last one that nothing was wrong with. */
async function explore(memory: Memory, count: number): Promise<void> {
  const edit = fc
    .constantFrom(...paths)
    .chain((path) => fc.tuple(fc.constant(path), fc.nat({ max: (texts[path]?.length ?? 1) - 1 })));
  const states = fc.sample(fc.array(edit, { maxLength: 3 }), { seed, numRuns: count });
  let applied: ReadonlyMap<string, string> = new Map();
  let sound: readonly (readonly [string, number])[] = [];
  for (const edits of states) {
    const all = new Map([...sound, ...edits]);
    const files = filesAfter(all);
    const fresh = await outcome(files, applied, noMemory);
    const remembered = await outcome(files, applied, memory);
    expect(remembered.said, JSON.stringify([sound, edits])).toEqual(fresh.said);
    applied = fresh.texts;
    if ("plan" in fresh.said) sound = [...all];
  }
}

describe("a plan from memory", () => {
  it("is the plan from nothing, whatever was edited", () => explore(remembering(), 150));

  it.each([
    "document",
    "service document",
    "device",
    "schema",
    "templates",
    "service",
    "roll",
    "fragment",
    "candidate",
    "in order offline",
  ])("is another one where a stale %s is believed", async (shelf) => {
    await expect(explore(remembering(shelf), 200)).rejects.toThrow();
  });
});
