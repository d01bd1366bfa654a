import type { Json, Service } from "../intent/intent.ts";
import type { Memory } from "../intent/memory.ts";
import type { Fragment } from "./fragment.ts";
import { LineOrigin } from "./line-origin.ts";

/** What is remembered of a fragment. */
type KnownFragment = {
  readonly text: string;
  /** Templates that wrote it. */
  readonly paths: readonly string[];
  /** For each line the number of its template in `paths`, the line and the column there; -1 where none wrote it. */
  readonly places: readonly number[];
};

const shelf = "fragment";

/** Remembers a fragment that nothing is wrong with. */
export function keepFragment(fragment: Fragment, made: string, memory: Memory): void {
  const { device, service, text, originOf } = fragment;
  const paths = new Map<string, number>();
  const places = text
    .split("\n")
    .slice(0, -1)
    .flatMap((_, index) => {
      const place = originOf(index + 1).templatePlace;
      if (place === undefined) return [-1, 0, 0];
      const number = paths.get(place.path) ?? paths.size;
      paths.set(place.path, number);
      return [number, place.line, place.column];
    });
  const known: KnownFragment = { text, paths: [...paths.keys()], places };
  memory.keep(shelf, nameOf(device, service), made, known as unknown as Json);
}

/**
 * A fragment that an earlier run left. It is rendered again when somebody asks what in the service made a line so:
 * `render` does that.
 */
export function recallFragment(
  device: string,
  service: Service,
  { made, memory }: { readonly made: string; readonly memory: Memory },
  render: () => Fragment | undefined,
): Fragment | undefined {
  const known = memory.recall(shelf, nameOf(device, service), made) as KnownFragment | undefined;
  if (known === undefined) return undefined;
  const { text, paths, places } = known;
  let whole: Fragment | undefined;
  const placeOf = (line: number) => {
    whole ??= render();
    return whole?.originOf(line).servicePlace ?? service.placeOf("");
  };
  const name = `${service.model}/${service.name}`;
  const originOf: Fragment["originOf"] = (number) => {
    const [at = -1, line = 0, column = 0] = places.slice(3 * number - 3, 3 * number);
    const path = paths[at];
    if (path === undefined) return { service: name };
    return new LineOrigin(name, { path, line, column }, () => placeOf(number));
  };
  return { device, service, text, originOf };
}

/** All fragments of a device begin with its name, so that they lie together. */
function nameOf(device: string, { model, name }: Service): string {
  return `${device} ${model}/${name}`;
}
