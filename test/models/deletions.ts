import { changeSet } from "../../src/config/change-set-of.ts";
import type { Children, Config } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { script } from "../../src/config/script.ts";
import type { Intent, Service } from "../../src/intent/intent.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import type { Platform } from "../../src/platform/platform.ts";
import type { Fragment } from "../../src/render/fragment.ts";
import { render } from "../../src/render/render.ts";
import { caseWorkspace } from "../../src/workflow/author/model-case.ts";
import { dice } from "../transaction/exploration/random.ts";
import { cases, library, merged } from "./cases.ts";
import { TypedBox } from "./typed-box.ts";

/** Services that go together, and what each says on each device. */
export type Network = {
  readonly services: readonly Service[];
  readonly fragments: readonly Fragment[];
  /** Services by path that cannot go before others: what lies in a golden case is there for the case's own service. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
};

/** Devices with simulated boxes. */
export const boxed = ["iosxe", "junos", "eos"];

/**
 * What a device is rid of before anything else: lines of the factory that services give another value. That value is
 * all netctl knows of; the factory's would not come back.
 */
const cleared: Readonly<Record<string, readonly string[]>> = {
  iosxe: [
    ...[
      "no ip domain name",
      "no snmp-server location",
      "archive",
      "log config",
      "no logging enable",
    ],
    ...ports(9, "GigabitEthernet"),
  ],
  junos: ["delete snmp location"],
  eos: [],
};

function ports(count: number, type: string): string[] {
  return Array.from({ length: count }, (_, at) => [
    `interface ${type}${at + 1}`,
    "no shutdown",
  ]).flat();
}

/** Services of as many golden cases as go together, tried in an order that `seed` chooses. */
export function networkOf(seed: number, size: number): Network {
  const next = dice(seed);
  const order = [...cases.values()]
    .filter(({ files }) => !files.has("findings.txt"))
    .map((each) => ({ each, at: next() }))
    .sort((a, b) => a.at - b.at);
  let files = new Map<string, string>();
  let network: Network = { services: [], fragments: [], needs: new Map() };
  let count = 0;
  for (const { each } of order) {
    const own = `models/${each.model}/${each.name}.yaml`;
    const more = caseWorkspace(library, each, own);
    const isClash = [...more].some(
      ([path, text]) => !path.startsWith("devices/") && (files.get(path) ?? text) !== text,
    );
    const tried = new Map([...files, ...more, ...inventory]);
    const found = isClash ? undefined : soundNetwork(tried);
    if (found === undefined) continue;
    const around = [...each.files.keys()].filter((path) => path.startsWith("models/"));
    files = tried;
    network = { ...found, needs: new Map([...network.needs, [own, around]]) };
    count += 1;
    if (count === size) break;
  }
  return network;
}

const inventory: readonly [string, string][] = [...builtInPlatforms.keys(), "frr-2"].map(
  (name, at) => [
    `devices/${name}.yaml`,
    `${kindOf(name)}\naddress: 192.0.2.${at + 1}\ncredential: { user: netctl, agent: true }\n`,
  ],
);

function kindOf(name: string): string {
  const { products = [] } = builtInPlatforms.get(name) ?? {};
  if (products[0] !== undefined) return `product: ${products[0]}`;
  return `platform: ${name === "frr-2" ? "frr" : name}`;
}

/** The workspace as a network; undefined where its services contradict each other. */
function soundNetwork(files: ReadonlyMap<string, string>): Omit<Network, "needs"> | undefined {
  const { intent, findings } = readIntent(files, builtInPlatforms);
  if (findings.length > 0) return undefined;
  const { fragments, findings: misrendered } = render(intent as Intent);
  if (misrendered.length > 0) return undefined;
  try {
    for (const [name, platform] of builtInPlatforms) candidateOf(fragments, name, platform);
  } catch {
    return undefined;
  }
  return { services: intent.services, fragments };
}

function candidateOf(fragments: readonly Fragment[], device: string, platform: Platform): Config {
  return merged(
    fragments.filter((fragment) => fragment.device === device),
    platform,
  );
}

/** An order in which all services can be deleted: none before those that name or need it. */
export function deletionOrder(network: Network, seed: number): readonly Service[] {
  const next = dice(seed);
  const left = [...network.services];
  const order: Service[] = [];
  while (left.length > 0) {
    const free = left.filter((service) => !left.some((other) => isNeeded(service, other, network)));
    const chosen = free[Math.floor(next() * free.length)];
    if (chosen === undefined) throw new Error("the services name each other in a circle");
    left.splice(left.indexOf(chosen), 1);
    order.push(chosen);
  }
  return order;
}

function isNeeded(service: Service, by: Service, { needs }: Network): boolean {
  const names = by.references.some((r) => r.model === service.model && r.service === service.name);
  return names || needs.get(by.path)?.includes(service.path) === true;
}

/**
 * Applies the whole network to a box, deletes its services one by one, and compares after each with a box that never had
 * what is gone. The answer is every difference, with the deletion it was seen after.
 */
export async function deleteAll(
  network: Network,
  order: readonly Service[],
  device: string,
): Promise<string[]> {
  const platform = builtInPlatforms.get(device) as Platform;
  const box = await clearedBox(platform);
  const gone = new Set<Service>();
  let applied = candidateOf([], device, platform);
  const problems: string[] = [];
  for (const service of [undefined, ...order]) {
    if (service !== undefined) gone.add(service);
    const left = network.fragments.filter((fragment) => !gone.has(fragment.service));
    const candidate = candidateOf(left, device, platform);
    const refused = await change(box, platform, applied, candidate);
    const fresh = await clearedBox(platform);
    await change(fresh, platform, candidateOf([], device, platform), candidate);
    const after = service === undefined ? "apply" : `delete ${service.model}/${service.name}`;
    const found = [...refused, ...contrast(shown(fresh, platform), shown(box, platform))];
    problems.push(...found.map((what) => `${after}: ${what}`));
    applied = candidate;
  }
  return problems;
}

async function clearedBox(platform: Platform): Promise<TypedBox> {
  const box = new TypedBox(platform);
  const lines = cleared[platform.name] ?? [];
  await box.type(lines.map((text) => ({ text, command: 0, answers: "prompt", opens: false })));
  return box;
}

async function change(
  box: TypedBox,
  platform: Platform,
  applied: Config,
  candidate: Config,
): Promise<readonly string[]> {
  const running = parseConfig(box.running(), platform, { path: "running" }).config;
  const sides = { platform, applied, candidate, running, ownership: "declared" as const };
  return box.type(script(changeSet(sides).forth, platform));
}

/** Every line of what a box runs, with the sections it stands in; those that no command takes away are left out. */
function shown(box: TypedBox, platform: Platform): string[] {
  const lines: string[] = [];
  const visit = (children: Children, above: string): void => {
    for (const { statement, children: inside, body } of children.values()) {
      if (statement.rule.data.remove === "never" || statement.isVacant) continue;
      lines.push([`${above}${statement.text}`, ...(body ?? [])].join("\n"));
      visit(inside ?? new Map(), `${above}${statement.text} / `);
    }
  };
  visit(parseConfig(box.running(), platform, { path: "running" }).config.children, "");
  return lines;
}

function contrast(wanted: readonly string[], found: readonly string[]): string[] {
  return [
    ...wanted.filter((line) => !found.includes(line)).map((line) => `lacks ${line}`),
    ...found.filter((line) => !wanted.includes(line)).map((line) => `still has ${line}`),
  ];
}
