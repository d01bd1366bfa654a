import type { Draw } from "./draw.ts";
import { text } from "./lists.ts";

/** A neighbour or a group, with what the lines of the families must know about it. */
export type Peer = {
  readonly name: string;
  readonly group: Peer | undefined;
  /** The other side's AS, where the line or its group says it. */
  readonly as: number | undefined;
  readonly isInside: boolean;
  readonly lines: readonly string[];
};

/** A group, or none of that name. */
export function group(draw: Draw, name: string, own: number): Peer[] {
  if (!draw.chance(0.6)) return [];
  const as = draw.pick([undefined, own, 65101, 65102]);
  const isInside = as === own;
  const lines = [
    `neighbor ${name} peer-group`,
    ...(as === undefined ? [] : [`neighbor ${name} remote-as ${as}`]),
    ...attributes(draw, name, isInside),
    ...timeToLive(draw, name, isInside),
  ];
  return [{ name, group: undefined, as, isInside, lines }];
}

/** A neighbour of an address or a port, or none of that name: by itself, or in one of the groups. */
export function neighbor(draw: Draw, name: string, own: number, groups: readonly Peer[]): Peer[] {
  if (!draw.chance(0.65)) return [];
  const isPort = /^[a-z]+\d$/.test(name);
  const joined = groups.length > 0 && draw.chance(0.5) ? draw.pick(groups) : undefined;
  const as = joined?.as ?? draw.pick([...(joined === undefined ? [own] : []), 65101, 65102, 65103]);
  const isInside = as === own;
  const port = isPort ? "interface " : "";
  const lines = [
    ...(joined?.as === undefined ? [`neighbor ${name} ${port}remote-as ${as}`] : []),
    ...(joined === undefined
      ? []
      : [
          `neighbor ${name} ${isPort && joined.as !== undefined ? port : ""}peer-group ${joined.name}`,
        ]),
    ...attributes(draw, name, isInside),
    ...(joined === undefined && !isPort ? timeToLive(draw, name, isInside) : []),
  ];
  return [{ name, group: joined, as, isInside, lines }];
}

function attributes(draw: Draw, name: string, isInside: boolean): string[] {
  return [
    ...draw.line(0.4, () => `description ${text(draw)}`),
    ...draw.line(0.25, () => `update-source ${draw.pick(["lo", "eth1", "10.0.0.1"])}`),
    ...draw.line(0.25, () => `timers ${draw.pick(["3 9", "10 30"])}`),
    ...draw.line(0.15, () => `timers connect ${draw.pick([5, 10])}`),
    ...draw.line(0.2, () => `password ${draw.pick(["secret", "other"])}`),
    ...draw.line(0.15, () => `shutdown${draw.pick(["", " message later", " message tomorrow"])}`),
    ...draw.line(0.15, () => `advertisement-interval ${draw.pick([5, 10])}`),
    ...draw.line(0.1, () => "passive"),
    ...draw.line(0.1, () => "capability extended-nexthop"),
    ...draw.line(0.1, () => "dont-capability-negotiate"),
    ...draw.line(0.1, () => "enforce-first-as"),
    ...draw.line(
      isInside ? 0 : 0.15,
      () =>
        `local-as ${draw.pick(["65201", "65202", "65201 no-prepend", "65201 no-prepend replace-as"])}`,
    ),
  ].map((line) => `neighbor ${name} ${line}`);
}

function timeToLive(draw: Draw, name: string, isInside: boolean): string[] {
  if (isInside) return [];
  return draw
    .line(0.4, () =>
      draw.pick([
        "ebgp-multihop 5",
        "ebgp-multihop 8",
        "ttl-security hops 2",
        "ttl-security hops 3",
      ]),
    )
    .map((line) => `neighbor ${name} ${line}`);
}
