import { NetctlError } from "../errors.ts";
import { didYouMean } from "../intent/did-you-mean.ts";
import type { Device, Service } from "../intent/intent.ts";

/** What words of a command line are looked up in. */
export type Selectable = {
  readonly devices: ReadonlyMap<string, Device>;
  readonly services: readonly Service[];
};

/**
 * The devices that `words` mean: a device (`csr1`), a service with all it touches (`link/csr1-vsrx1`), or a label
 * (`label:core`); `*` and `?` stand for any characters and for one. Undefined without words, which means all devices.
 * NetctlError `usage` for a word that means nothing.
 */
export function selectDevices(
  words: readonly string[],
  among: Selectable,
): ReadonlySet<string> | undefined {
  return words.length === 0 ? undefined : new Set(words.flatMap((word) => meant(word, among)));
}

/** How a service is named: `link/csr1-vsrx1`. */
export function nameOfService({ model, name }: Pick<Service, "model" | "name">): string {
  return `${model}/${name}`;
}

const labelMark = "label:";

function meant(word: string, { devices, services }: Selectable): readonly string[] {
  if (word.startsWith(labelMark)) {
    const labels = [...devices.values()].flatMap((device) => device.labels);
    const isMeant = glob(word.slice(labelMark.length));
    const found = [...devices.values()].filter((device) => device.labels.some(isMeant));
    if (found.length > 0) return found.map(({ name }) => name);
    throw unknown(
      "label",
      word,
      [...new Set(labels)].map((label) => labelMark + label),
    );
  }
  if (word.includes("/")) {
    const isMeant = glob(word);
    const found = services.filter((service) => isMeant(nameOfService(service)));
    if (found.length > 0) return found.flatMap((service) => service.devices);
    throw unknown("service", word, services.map(nameOfService));
  }
  const found = [...devices.keys()].filter(glob(word));
  if (found.length > 0) return found;
  throw unknown("device", word, [...devices.keys()]);
}

/** Tells whether a name is meant by a word in which `*` and `?` stand for others. */
function glob(word: string): (name: string) => boolean {
  const source = word
    .replaceAll(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const pattern = new RegExp(`^${source}$`, "u");
  return (name) => pattern.test(name);
}

function unknown(kind: string, word: string, known: readonly string[]): NetctlError {
  const isPattern = /[*?]/.test(word);
  const hint = isPattern ? undefined : didYouMean(word, known);
  return new NetctlError("usage", `there is no ${kind} "${word}"`, {
    hint: hint ?? "a target is a device, a service (link/NAME), or label:NAME; * and ? may be used",
  });
}
