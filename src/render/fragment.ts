import type { Origin } from "../config/origin.ts";
import type { Service } from "../intent/intent.ts";
import { OriginLater } from "./origin-later.ts";

/** What one service says on one device, in lines of the device's own configuration language. */
export type Fragment = {
  readonly device: string;
  readonly service: Service;
  /** Lines with their indentation, each ended by a line feed; empty where the service says nothing here. */
  readonly text: string;
  /** Where a line of `text` comes from; lines count from 1. */
  readonly originOf: (line: number) => Origin;
};

/** A fragment whose text an earlier run left. It is rendered again when somebody asks where a line comes from. */
export function fragmentLater(
  { device, service, text }: Pick<Fragment, "device" | "service" | "text">,
  render: () => Fragment | undefined,
): Fragment {
  let whole: Fragment | undefined;
  const name = `${service.model}/${service.name}`;
  const find = (line: number): Origin => {
    whole ??= render();
    return whole?.originOf(line) ?? { service: name };
  };
  return { device, service, text, originOf: (line) => new OriginLater(name, () => find(line)) };
}
