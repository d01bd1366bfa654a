import { NetctlError } from "../errors.ts";

/** Other devices that are told of with a line each; those beyond have their names told. */
const toldMax = 20;

/** Distrust outranks silence, and silence all else. */
const ranks: readonly NetctlError["kind"][] = ["host-key", "authentication", "unreachable"];

/**
 * One error for all that went wrong side by side on devices: the worst, the others in its words. A bug, which no world
 * is to blame for, outranks everything.
 */
export function worstOf(errors: readonly unknown[]): unknown {
  const known = errors.filter((error) => error instanceof NetctlError);
  const bug = errors.find((error) => !(error instanceof NetctlError));
  if (bug !== undefined) return bug;
  const [worst, ...others] = known.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (worst === undefined || others.length === 0) return worst;
  const { kind, message, device, hint, words } = worst;
  const count = others.length === 1 ? "another device" : `${others.length} more devices`;
  return new NetctlError(kind, `${message} (and ${count} cannot be read)`, {
    cause: worst,
    words: [...(words === undefined ? [] : [words]), ...told(others)].join("\n"),
    ...(device === undefined ? {} : { device }),
    ...(hint === undefined ? {} : { hint }),
  });
}

function rankOf({ kind }: NetctlError): number {
  return ranks.includes(kind) ? ranks.indexOf(kind) : ranks.length;
}

function told(errors: readonly NetctlError[]): string[] {
  const lines = errors.slice(0, toldMax).map(({ device, message }) => `${device}: ${message}`);
  const beyond = errors.slice(toldMax).map(({ device }) => device);
  return beyond.length === 0 ? lines : [...lines, `and ${beyond.join(", ")}`];
}
