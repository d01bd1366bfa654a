import type { Finding, Place } from "../../errors.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Json } from "../intent.ts";
import type { Pool } from "./pool.ts";
import { isInPool, poolNumbers, poolValue } from "./pool-values.ts";
import { printTaken, type Taken, type TakenText } from "./taken.ts";

/** A place in a service that wants a value. Requests with one owner are given one value. */
export type PoolRequest = { readonly pool: string; readonly owner: string; readonly place: Place };

/** What was given: the value of each owner by pool, and the text that is to be recorded for each pool that is used. */
export type Allocation = {
  readonly valueOf: (request: PoolRequest) => Json | undefined;
  readonly texts: ReadonlyMap<string, TakenText>;
  readonly findings: readonly Finding[];
};

/**
 * Gives each request a value. Who has one keeps it; the others, in the order of their names, get the lowest value that
 * was free before. What an owner no longer asks for is free for the next allocation, not for this one: two devices must
 * not have the same address while a transaction takes it from one to the other.
 */
export function allocate(
  pools: ReadonlyMap<string, Pool>,
  taken: ReadonlyMap<string, Taken>,
  requests: readonly PoolRequest[],
): Allocation {
  const values = new Map<string, Json>();
  const texts = new Map<string, TakenText>();
  const findings: Finding[] = [];
  for (const [name, wanted] of byPool(requests)) {
    const pool = pools.get(name);
    if (pool === undefined) {
      findings.push(...wanted.map(({ place }) => unknownPool(name, place, [...pools.keys()])));
      continue;
    }
    const given = allocateIn(pool, taken.get(name) ?? new Map(), wanted);
    findings.push(...given.findings);
    const before = taken.get(name) ?? new Map();
    const freed = [...before].map(([number, { owner }]): [bigint, string] => [number, owner]);
    texts.set(name, {
      text: printTaken(pool, given.owners),
      withFreed: printTaken(pool, new Map([...freed, ...given.owners])),
    });
    for (const [number, owner] of given.owners)
      values.set(`${name} ${owner}`, poolValue(pool, number));
  }
  return { valueOf: ({ pool, owner }) => values.get(`${pool} ${owner}`), texts, findings };
}

function byPool(requests: readonly PoolRequest[]): ReadonlyMap<string, PoolRequest[]> {
  const found = new Map<string, PoolRequest[]>();
  for (const request of requests) {
    const known = found.get(request.pool);
    if (known === undefined) found.set(request.pool, [request]);
    else known.push(request);
  }
  return found;
}

function allocateIn(
  pool: Pool,
  taken: Taken,
  requests: readonly PoolRequest[],
): { readonly owners: ReadonlyMap<bigint, string>; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const wanted = new Map(requests.map((request) => [request.owner, request]));
  const owners = new Map<bigint, string>();
  const served = new Set<string>();
  for (const [number, { owner }] of taken) {
    const request = wanted.get(owner);
    if (request === undefined) continue;
    owners.set(number, owner);
    served.add(owner);
    if (!isInPool(pool, number)) findings.push(outside(pool, number, request.place));
  }
  const free = poolNumbers(pool);
  for (const owner of [...wanted.keys()].filter((each) => !served.has(each)).sort()) {
    let next = free.next();
    while (!next.done && taken.has(next.value)) next = free.next();
    if (!next.done) owners.set(next.value, owner);
    else findings.push(full(pool, taken, wanted, (wanted.get(owner) as PoolRequest).place));
  }
  return { owners, findings };
}

function unknownPool(name: string, place: Place, known: readonly string[]): Finding {
  const hint = didYouMean(name, known) ?? `write pools/${name}.yaml`;
  return { code: "NC1070", message: `unknown pool \`${name}\``, place, hint };
}

function full(
  pool: Pool,
  taken: Taken,
  wanted: ReadonlyMap<string, PoolRequest>,
  place: Place,
): Finding {
  const freed = [...taken.values()].filter(({ owner }) => !wanted.has(owner)).length;
  return {
    code: "NC1072",
    message: `the pool \`${pool.name}\` has nothing left`,
    place,
    hint:
      freed > 0
        ? `${freed} of its values become free with the next apply, or with: netctl render --write`
        : "give it more in its file",
    related: [{ label: "the pool", place: pool.place }],
  };
}

function outside(pool: Pool, number: bigint, place: Place): Finding {
  return {
    code: "NC1074",
    message: `${poolValue(pool, number)}, which was taken from the pool \`${pool.name}\`, is no longer in it`,
    place,
    hint: `let the pool hold it, or remove its line from pools/${pool.name}.taken to be given another`,
    related: [{ label: "the pool", place: pool.place }],
  };
}
