import type { Guard } from "../../platform/guard.ts";
import type { Difference } from "../change-set.ts";
import type { Config } from "../config.ts";
import { forEachSpot, namesOf, type Spot } from "../grammar/names.ts";
import { holdsAddress, isEverything } from "./ip-network.ts";
import { isWithin, type Path, pathPatterns } from "./path-pattern.ts";

/** The two ends of netctl's session with a device, as far as they are known. */
export type SessionEnds = {
  /** The device's own address that the session comes in at. */
  readonly address?: string;
  /** Our address, as the device sees it. */
  readonly from?: string;
  /** The name that netctl logs in with. */
  readonly user: string;
};

/** A line that changes and that netctl's session hangs on, and how. */
export type GuardedLine = {
  readonly section: readonly string[];
  readonly line: string;
  readonly why: string;
};

/** A section or line that the session hangs on. */
type Root = { readonly path: Path; readonly why: string };

/** An interface with its address, in the words of the configuration. */
type Port = {
  readonly path: Path;
  readonly name: string;
  readonly address: string;
  readonly mask?: string;
};

/** What of a change touches the ways of sessions: netctl's own, and those that pass through the device. */
export type Touched = {
  readonly guarded: readonly GuardedLine[];
  /** Addresses with length or mask of other interfaces that change: what lies behind them may be cut off. */
  readonly passages: readonly Pick<Port, "address" | "mask">[];
};

/**
 * The lines of a change that netctl's session hangs on: the interface that holds the address it comes in at, what
 * that interface and the access lines refer to (VRF, access lists, AAA lists), who may log in, and the static route
 * back to netctl. What a routing protocol brings is not known.
 */
export function touchedBy(
  running: Config,
  differences: readonly Difference[],
  ends: SessionEnds,
): Touched {
  const { guard, negation } = running.platform.grammar;
  if (guard === undefined || differences.length === 0) return { guarded: [], passages: [] };
  const lines = spotsOf(running);
  const ports = portsOf(lines, guard);
  const own = ports.filter(({ address }) => bare(address) === ends.address);
  const others = bySection(ports.filter((port) => !own.includes(port)));
  const accessReason = accessReasons(guard, ends);
  const roots = rootsOf(lines, guard, own, accessReason);
  const isHarmless = pathPatterns(guard.harmless);
  const routeReason = routeReasons(guard, own, ends);
  const guarded: GuardedLine[] = [];
  const passages = new Set<Port>();
  for (const { section, line } of differences) {
    const path = [...section, withoutNegation(line, negation)];
    if (isHarmless(path)) continue;
    const why =
      accessReason(path) ??
      roots.find((root) => isWithin(path, root.path))?.why ??
      routeReason(path);
    if (why !== undefined) guarded.push({ section, line, why });
    for (const port of others.get(path[0] ?? "") ?? [])
      if (isWithin(path, port.path)) passages.add(port);
  }
  return {
    guarded,
    passages: [...passages].map(({ address, mask }) => ({ address, ...(mask && { mask }) })),
  };
}

/** Ports by the outermost section they stand in. */
function bySection(ports: readonly Port[]): ReadonlyMap<string, readonly Port[]> {
  const found = new Map<string, Port[]>();
  for (const port of ports) {
    const [section = ""] = port.path;
    const known = found.get(section);
    if (known === undefined) found.set(section, [port]);
    else known.push(port);
  }
  return found;
}

type Line = { readonly spot: Spot; readonly path: Path };

function spotsOf({ children }: Config): readonly Line[] {
  const lines: Line[] = [];
  forEachSpot(children, (spot) => {
    const { text } = spot.node.statement;
    const around = spot.above;
    // Most lines of a long configuration stand alone.
    const path =
      around.length === 0 ? [text] : [...around.map(({ statement }) => statement.text), text];
    lines.push({ spot, path });
  });
  return lines;
}

function portsOf(lines: readonly Line[], { addresses }: Guard): readonly Port[] {
  const isAddress = pathPatterns(addresses);
  const ports: Port[] = [];
  for (const { path } of lines) {
    const caught = isAddress(path);
    if (caught === undefined) continue;
    const { interface: name = "", address = "", mask } = caught.values;
    ports.push({ path: caught.above("interface"), name, address, ...(mask && { mask }) });
  }
  return ports;
}

/** Everything that the session comes through, and what that refers to, and so on. */
function rootsOf(
  lines: readonly Line[],
  guard: Guard,
  own: readonly Port[],
  accessReason: Reason,
): readonly Root[] {
  const roots: Root[] = own.map(({ path, name, address }) => ({
    path,
    why: `netctl comes in through ${name}, at ${bare(address)}`,
  }));
  const isOwn = (name: string) =>
    own.some((port) => name === port.name || name.startsWith(`${port.name}.`));
  const isAbout = pathPatterns(guard.about);
  for (const { path } of lines) {
    const name = isAbout(path)?.values["interface"];
    if (name !== undefined && isOwn(name))
      roots.push({ path, why: `it is about ${name}, where netctl comes in` });
  }
  const isIn = (some: readonly Root[], path: Path) =>
    some.some((root) => isWithin(path, root.path));
  const names = new Set<string>();
  let held = lines.filter(({ path }) => isIn(roots, path) || accessReason(path) !== undefined);
  while (held.length > 0) {
    const found: Root[] = [];
    for (const name of held.flatMap(({ spot }) => namesOf("refs", spot))) {
      if (names.has(name)) continue;
      names.add(name);
      for (const { spot, path } of lines)
        if (namesOf("defines", spot).includes(name))
          found.push({ path, why: `netctl's way in uses ${name}` });
    }
    roots.push(...found);
    held = lines.filter(({ path }) => isIn(found, path));
  }
  return roots;
}

/** Why the session hangs on a line; undefined where it does not. */
type Reason = (path: Path) => string | undefined;

function accessReasons({ access }: Guard, ends: SessionEnds): Reason {
  const isAccess = pathPatterns(access);
  return (path) => {
    const caught = isAccess(path);
    if (caught === undefined) return undefined;
    const { user } = caught.values;
    if (user === undefined) return "it decides who may log in, and how";
    return user === ends.user ? `it is the account netctl logs in with, ${user}` : undefined;
  };
}

/** Why a line is a static route back to netctl; none is needed to a neighbour. Where netctl stands is not always known. */
function routeReasons({ routes }: Guard, own: readonly Port[], { from }: SessionEnds): Reason {
  const isNeighbour = own.some(
    ({ address, mask }) => from !== undefined && holdsAddress(address, mask, from),
  );
  if (isNeighbour) return () => undefined;
  const isRoute = pathPatterns(routes);
  return (path) => {
    const { prefix, mask } = isRoute(path)?.values ?? {};
    if (prefix === undefined) return undefined;
    if (isEverything(prefix, mask)) return "it may be the way back to netctl";
    const isBack = from !== undefined && holdsAddress(prefix, mask, from);
    return isBack ? `it is the way back to netctl, at ${from}` : undefined;
  };
}

function withoutNegation(line: string, negation: string): string {
  return negation !== "" && line.startsWith(`${negation} `)
    ? line.slice(negation.length + 1)
    : line;
}

function bare(address: string): string {
  return (address.split("/")[0] ?? "").toLowerCase();
}
