import type { Finding } from "../../errors.ts";
import type { Json } from "../intent.ts";
import { ofKind, open, type Reading, type ServiceSource } from "../reading.ts";
import { standIns } from "../stand-ins.ts";
import { allocate, type PoolRequest } from "./allocate.ts";
import { type Pool, readPool } from "./pool.ts";
import { poolOwner } from "./pool-owner.ts";
import { poolSchema } from "./pool-schema.ts";
import { readTaken, type Taken, type TakenText, takenPath } from "./taken.ts";

/** What services drew from pools. */
export type DrawnValues = {
  /** The values of one service by JSON pointer; undefined stands where there was none to give, which has a finding. */
  readonly valuesOf: (path: string) => ReadonlyMap<string, Json | undefined>;
  /** Texts of the files `pools/<pool>.taken` by path, as they are to be recorded. */
  readonly taken: ReadonlyMap<string, TakenText>;
};

/** Gives a value to every place in the services that says `{ from: pool/<name> }`. */
export function drawFromPools(
  reading: Reading,
  sources: readonly ServiceSource[],
  devices: ReadonlySet<string>,
): DrawnValues {
  const pools = poolsOf(reading);
  const recorded = takenOf(reading, pools);
  const requests = sources.flatMap((each) => requestsOf(each, devices, reading.findings));
  const given = allocate(
    pools,
    recorded,
    requests.flatMap(({ request }) => (request === undefined ? [] : [request])),
  );
  reading.findings.push(...given.findings);
  const values = new Map<string, Map<string, Json | undefined>>();
  for (const { path, pointer, request } of requests) {
    const own = values.get(path) ?? new Map<string, Json | undefined>();
    values.set(path, own.set(pointer, request && given.valueOf(request)));
  }
  const gone = ofKind(reading, "taken").map(({ path }): [string, TakenText] => [
    path,
    { text: null, withFreed: reading.files.get(path) ?? null },
  ]);
  const texts = [...given.texts].map(([pool, text]): [string, TakenText] => [
    takenPath(pool),
    text,
  ]);
  return {
    valuesOf: (path) => values.get(path) ?? new Map(),
    taken: new Map([...gone, ...texts]),
  };
}

function poolsOf(reading: Reading): ReadonlyMap<string, Pool> {
  const files = ofKind(reading, "pool");
  const pools = new Map<string, Pool>();
  if (files.length === 0) return pools;
  const check = reading.validator.compile(poolSchema);
  for (const { name, path } of files) {
    const source = open(reading, path);
    if (source === undefined) continue;
    const { pool, findings } = readPool(name, source, check);
    reading.findings.push(...findings);
    if (pool !== undefined) pools.set(name, pool);
  }
  return pools;
}

function takenOf(reading: Reading, pools: ReadonlyMap<string, Pool>): ReadonlyMap<string, Taken> {
  const found = new Map<string, Taken>();
  for (const { name, path } of ofKind(reading, "taken")) {
    const pool = pools.get(name);
    if (pool === undefined) continue;
    const { taken, findings } = readTaken(pool, reading.files.get(path) ?? "");
    reading.findings.push(...findings);
    found.set(name, taken);
  }
  return found;
}

type Wanted = {
  readonly path: string;
  readonly pointer: string;
  readonly request: PoolRequest | undefined;
};

function requestsOf(
  { file, source }: ServiceSource,
  devices: ReadonlySet<string>,
  findings: Finding[],
): Wanted[] {
  const service = `${file.model}/${file.name}`;
  return standIns(source.value).flatMap((each): Wanted[] => {
    if (each.kind !== "pool") return [];
    const { pointer, pool, as } = each;
    const owner =
      as === undefined
        ? poolOwner(service, source.value, pointer, devices)
        : `${service}#${encodeURI(as)}`;
    const place = source.placeOf(pointer);
    if (owner === undefined)
      findings.push({
        code: "NC1071",
        message: "nothing tells this entry of the list from the others",
        place,
        hint: `name the value, so that it stays when entries move: { from: pool/${pool}, as: NAME }`,
      });
    return [
      {
        path: file.path,
        pointer,
        request: owner === undefined ? undefined : { pool, owner, place },
      },
    ];
  });
}
