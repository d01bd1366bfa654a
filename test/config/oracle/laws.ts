import fc from "fast-check";
import { digestConfig } from "../../../src/config/digest-config.ts";
import { type Router, router } from "./model.ts";
import { type Box, change, read, typeAll, type World, wrongWay } from "./worlds.ts";

/** What is drawn for a law. A law uses what it needs of it. */
type Drawn = {
  readonly a: Router;
  readonly b: Router;
  readonly noise: Iterable<number>;
  readonly part: number;
};

/** What must hold whatever is drawn: `wrong` says what does not, undefined where all is right. */
export type Law = {
  readonly arbitrary: fc.Arbitrary<Drawn>;
  readonly wrong: (world: World, drawn: Drawn) => string | undefined;
  /** Part of the runs, where one run takes long. */
  readonly share?: number;
};

const arbitrary: fc.Arbitrary<Drawn> = fc.record({
  a: router,
  b: router,
  noise: fc.infiniteStream(fc.nat()),
  part: fc.integer({ min: 0, max: 5 }),
});

/** The laws of change sets, each proved to fall on mistakes in mutants.test.ts. */
export const laws = {
  "forth leads from a to b and back to a to the byte; each line is taken, no moment is unsafe": {
    arbitrary,
    wrong: (world, { a, b }) => wrongWay(world, a, b),
  },
  "nothing of a third party changes": {
    arbitrary,
    wrong: (world, { a, b }) => {
      const { print, boot } = world;
      const running = print(withForeign(a, a));
      const { forth } = change(world, { applied: print(a), candidate: print(b), running });
      return unequal(typeAll(boot(running), forth, world), boot(print(withForeign(b, a))).show());
    },
  },
  "a second change is empty, by whoever it is owned": {
    arbitrary,
    wrong: (world, { a, part }) => {
      const text = world.print(a);
      const sides = { applied: text, candidate: text, running: text };
      const { forth, back, differences } = change(world, sides, part > 2 ? "full" : "declared");
      return unequal(JSON.stringify([forth, back, differences]), "[[],[],[]]");
    },
  },
  "other spellings of the same are the same": {
    arbitrary,
    wrong: (world, { a, noise }) => {
      const text = world.print(a);
      const other = world.spellings(text, noise);
      const { forth } = change(world, { applied: text, candidate: other, running: text });
      const digests = [other, text].map((one) => digestConfig(read(one, world.platform)));
      if (forth.length === 0 && digests[0] === digests[1]) return undefined;
      return `${other}\nis not the same: ${forth.map(({ line }) => line)}`;
    },
  },
  "no shorter way is found by trying them all": {
    arbitrary,
    share: 0.1,
    wrong: (world, { a, b, part }) => {
      const { print, boot } = world;
      const near = { ...a, ...onePart(a, b, part) };
      const sides = { applied: print(a), candidate: print(near), running: print(a) };
      const { forth } = change(world, sides);
      fc.pre(forth.length >= 2 && forth.length <= 3);
      return shorterWay(world, sides, boot, forth.length)?.join("\n");
    },
  },
} as const satisfies Readonly<Record<string, Law>>;

function unequal(is: string, wanted: string): string | undefined {
  return is === wanted ? undefined : `${is}\nand not\n${wanted}`;
}

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
