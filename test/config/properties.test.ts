import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestConfig } from "../../src/config/digest-config.ts";
import { type Router, router } from "./oracle/model.ts";
import { type Box, change, read, typeAll, type World, worlds, wrongWay } from "./oracle/worlds.ts";

/** Runs of every property: more with NETCTL_RUNS. A failure prints its seed and the smallest case. */
const runs = Number(process.env["NETCTL_RUNS"] ?? 150);
const LIMIT_MS = 900_000;

function holds<T extends [unknown, ...unknown[]]>(
  property: fc.IPropertyWithHooks<T>,
  share = 1,
): void {
  fc.assert(property, { numRuns: Math.ceil(runs * share) });
}

describe.each(worlds)("$name, on a box that knows nothing of the grammar", (world) => {
  const { platform, print, boot } = world;

  it(
    "forth leads from a to b and back to a to the byte; each line is taken, no moment is unsafe",
    () => {
      holds(
        fc.property(router, router, (a, b) => {
          expect(wrongWay(world, a, b)).toBeUndefined();
        }),
      );
    },
    LIMIT_MS,
  );

  it(
    "nothing of a third party changes",
    () => {
      holds(
        fc.property(router, router, (a, b) => {
          const running = print(withForeign(a, a));
          const { forth } = change(world, { applied: print(a), candidate: print(b), running });
          expect(typeAll(boot(running), forth, world)).toBe(boot(print(withForeign(b, a))).show());
        }),
      );
    },
    LIMIT_MS,
  );

  it(
    "a second change is empty, by whoever it is owned",
    () => {
      holds(
        fc.property(router, fc.constantFrom("declared", "full" as const), (a, ownership) => {
          const text = print(a);
          const sides = { applied: text, candidate: text, running: text };
          const { forth, back, differences } = change(
            world,
            sides,
            ownership as "declared" | "full",
          );
          expect([forth, back, differences]).toEqual([[], [], []]);
        }),
      );
    },
    LIMIT_MS,
  );

  it(
    "other spellings of the same are the same",
    () => {
      holds(
        fc.property(router, fc.infiniteStream(fc.nat()), (a, noise) => {
          const text = print(a);
          const other = varied(text, noise);
          expect(
            change(world, { applied: text, candidate: other, running: text }).forth,
            other,
          ).toEqual([]);
          expect(digestConfig(read(other, platform))).toBe(digestConfig(read(text, platform)));
        }),
      );
    },
    LIMIT_MS,
  );

  it(
    "no shorter way is found by trying them all",
    () => {
      holds(
        fc.property(router, router, fc.integer({ min: 0, max: 5 }), (a, b, part) => {
          const near = { ...a, ...onePart(a, b, part) };
          const sides = { applied: print(a), candidate: print(near), running: print(a) };
          const { forth } = change(world, sides);
          fc.pre(forth.length >= 2 && forth.length <= 3);
          expect(shorterWay(world, sides, boot, forth.length)).toBeUndefined();
        }),
        0.1,
      );
    },
    LIMIT_MS,
  );
});

/** The same router with lines of somebody else's beside; `was` says what is there for them to hold on to. */
function withForeign(router: Router, was: Router): Router {
  const theirs = { as: 64999, description: "theirs", map: undefined };
  const process =
    router.bgp ??
    (was.bgp === undefined ? undefined : { as: was.bgp.as, id: undefined, neighbors: {} });
  return {
    ...router,
    servers: [...router.servers, 9],
    routes: [...router.routes, { to: 9, via: 9, distance: undefined }],
    lists: { ...router.lists, THEIRS: [{ seq: 5, what: 9 }] },
    filters: { ...router.filters, THEIRS: [{ seq: 5, what: 9 }] },
    bgp:
      was.bgp === undefined
        ? router.bgp
        : process && { ...process, neighbors: { ...process.neighbors, 9: theirs } },
  };
}

/** One thing of b in a, so that the change is small enough to try all others. */
function onePart(a: Router, b: Router, part: number): Partial<Router> {
  const [first, second] = a.ports;
  const parts: Partial<Router>[] = [
    { routes: b.routes },
    { servers: b.servers, hostname: b.hostname },
    {
      ports: [{ ...first!, description: b.ports[0]!.description, cost: b.ports[0]!.cost }, second!],
    },
    { ports: [{ ...first!, others: [] }, second!] },
    { bgp: a.bgp && b.bgp && { ...b.bgp, as: a.bgp.as, neighbors: withoutMaps(b.bgp.neighbors) } },
    { lists: { ...b.lists, ...a.lists } },
  ];
  return parts[part] ?? {};
}

function withoutMaps(
  neighbors: NonNullable<Router["bgp"]>["neighbors"],
): NonNullable<Router["bgp"]>["neighbors"] {
  return Object.fromEntries(
    Object.entries(neighbors).map(([n, one]) => [n, { ...one, map: undefined }]),
  );
}

/** Tries every way of fewer commands, made of what either text says and its negation. */
function shorterWay(
  world: World,
  sides: { readonly candidate: string; readonly running: string },
  boot: (text: string) => Box,
  count: number,
): string[] | undefined {
  const empty = { applied: "", candidate: "", running: "" };
  const all = [
    ...change(world, { ...empty, ...sides, applied: sides.running }).forth,
    ...change(world, { ...empty, candidate: sides.candidate }).forth,
    ...change(world, { applied: sides.running, candidate: "", running: sides.running }).forth,
  ];
  const insideOf = (path: string, text: string) =>
    text
      .split("\n")
      .flatMap((line) =>
        line.startsWith(`${path} `) ? [line.slice(path.length + 1).split(" ")[0]] : [],
      );
  const isKept = (path: string) => {
    const wanted = new Set(insideOf(path, sides.candidate));
    return insideOf(path, sides.running).some((word) => wanted.has(word));
  };
  const words = [
    ...new Map(all.map((one) => [JSON.stringify([one.section, one.line]), one])).values(),
  ]
    // Deleting what stays, to set it again, would be shorter at times, and wrong.
    .filter(
      ({ line }) =>
        !sides.candidate.includes(`\n${line.replace(/^no /, "")}\n`) || !line.startsWith("no "),
    )
    .filter(({ line }) => !line.startsWith("delete ") || !isKept(line.replace("delete", "set")));
  const wanted = boot(sides.candidate).show();
  const leads = (way: typeof words) => {
    try {
      return typeAll(boot(sides.running), way, world) === wanted;
    } catch {
      return false;
    }
  };
  for (const one of words) {
    if (leads([one])) return [one.line];
    if (count > 2) for (const two of words) if (leads([one, two])) return [one.line, two.line];
  }
  return undefined;
}

/** Line ends, trailing spaces and separators, outside banners. */
function varied(text: string, noise: Iterable<number>): string {
  const draw = noise[Symbol.iterator]();
  const next = () => Number(draw.next().value);
  let isBanner = false;
  return text
    .split("\n")
    .flatMap((line) => {
      if (line.startsWith("banner")) isBanner = true;
      const wasBanner = isBanner;
      if (isBanner && (line === "^C" || line === "EOF")) isBanner = false;
      if (wasBanner) return [line];
      const padded = next() % 3 === 0 ? `${line}  ` : line;
      return next() % 5 === 0 && !line.startsWith(" ") ? ["!", padded] : [padded];
    })
    .join(next() % 2 === 0 ? "\r\n" : "\n");
}
