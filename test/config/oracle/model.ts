import fc from "fast-check";

/** A small router, in nobody's syntax: what the property tests draw at random. */
export type Router = {
  readonly hostname: string;
  readonly vrfs: readonly string[];
  readonly ports: readonly Port[];
  readonly loopback: string | undefined;
  readonly filters: Readonly<Record<string, readonly Entry[]>>;
  readonly lists: Readonly<Record<string, readonly Entry[]>>;
  readonly maps: Readonly<
    Record<string, { readonly list: string | undefined; readonly preference: number | undefined }>
  >;
  readonly bgp: Bgp | undefined;
  readonly routes: readonly {
    readonly to: number;
    readonly via: number;
    readonly distance: number | undefined;
  }[];
  readonly servers: readonly number[];
  readonly banner: readonly string[] | undefined;
};

export type Port = {
  readonly description: string | undefined;
  readonly vrf: string | undefined;
  readonly address: number | undefined;
  readonly others: readonly number[];
  readonly filter: string | undefined;
  readonly cost: number | undefined;
  readonly isDown: boolean;
};

export type Entry = { readonly seq: number; readonly what: number };

export type Bgp = {
  readonly as: number;
  readonly id: number | undefined;
  readonly neighbors: Readonly<
    Record<
      number,
      {
        readonly as: number;
        readonly description: string | undefined;
        readonly map: string | undefined;
      }
    >
  >;
};

const text = fc.constantFrom("to core", "a  b", "x ! y", "no shutdown", "interface X");
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const entries = fc
  .uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 })
  .chain((seqs) =>
    fc
      .shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: seqs.length, maxLength: seqs.length })
      .map((whats) =>
        [...seqs]
          .sort((a, b) => a - b)
          .map((seq, index) => ({ seq: seq * 5, what: whats[index]! })),
      ),
  );

const named = (arbitrary: fc.Arbitrary<readonly Entry[]>) =>
  fc.record({ A: arbitrary, B: arbitrary }, { requiredKeys: [] }) as fc.Arbitrary<
    Readonly<Record<string, readonly Entry[]>>
  >;

/** Any router: what it refers to exists, and no address is given twice. */
export const router: fc.Arbitrary<Router> = fc
  .record({
    vrfs: fc.subarray(["RED", "BLUE"]),
    filters: named(entries),
    lists: named(entries),
    mapNames: fc.subarray(["M1", "M2"]),
    addresses: fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 8, maxLength: 8 }),
  })
  .chain(({ vrfs, filters, lists, mapNames, addresses }) =>
    fc.record({
      hostname: fc.constantFrom("r1", "r2"),
      vrfs: fc.constant(vrfs),
      filters: fc.constant(filters),
      lists: fc.constant(lists),
      ports: fc.tuple(
        ...[0, 1].map((index) =>
          port(vrfs, Object.keys(filters), addresses.slice(index * 3, index * 3 + 3)),
        ),
      ),
      loopback: maybe(text),
      maps: maps(mapNames, Object.keys(lists)),
      bgp: maybe(bgp(mapNames)),
      routes: fc.uniqueArray(
        fc.record({
          to: fc.integer({ min: 1, max: 3 }),
          via: fc.integer({ min: 1, max: 2 }),
          distance: maybe(fc.constantFrom(50, 200)),
        }),
        { maxLength: 4, selector: ({ to, via }) => `${to} ${via}` },
      ),
      servers: fc.subarray([1, 2, 3]),
      banner: maybe(fc.constantFrom(["hello"], ["! no", " interface X", "# end"])),
    }),
  );

function port(
  vrfs: readonly string[],
  filters: readonly string[],
  addresses: readonly number[],
): fc.Arbitrary<Port> {
  return fc
    .record({
      description: maybe(text),
      vrf: vrfs.length === 0 ? fc.constant(undefined) : maybe(fc.constantFrom(...vrfs)),
      address: maybe(fc.constant(addresses[0]!)),
      others: fc.subarray(addresses.slice(1)),
      filter: filters.length === 0 ? fc.constant(undefined) : maybe(fc.constantFrom(...filters)),
      cost: maybe(fc.constantFrom(5, 10)),
      isDown: fc.boolean(),
    })
    .map((drawn) => (drawn.address === undefined ? { ...drawn, others: [] } : drawn));
}

function maps(names: readonly string[], lists: readonly string[]): fc.Arbitrary<Router["maps"]> {
  const one = fc.record({
    list: lists.length === 0 ? fc.constant(undefined) : maybe(fc.constantFrom(...lists)),
    preference: maybe(fc.constantFrom(100, 200)),
  });
  return fc
    .tuple(...names.map(() => one))
    .map((drawn) => Object.fromEntries(names.map((name, index) => [name, drawn[index]!])));
}

function bgp(maps: readonly string[]): fc.Arbitrary<Bgp> {
  const neighbor = fc.record({
    as: fc.constantFrom(65001, 65002),
    description: maybe(text),
    map: maps.length === 0 ? fc.constant(undefined) : maybe(fc.constantFrom(...maps)),
  });
  return fc.record({
    as: fc.constantFrom(65000, 65000, 65010),
    id: maybe(fc.constantFrom(1, 2)),
    neighbors: fc.dictionary(fc.constantFrom("1", "2", "3"), neighbor, {
      maxKeys: 3,
      noNullPrototype: true,
    }) as fc.Arbitrary<Bgp["neighbors"]>,
  });
}
