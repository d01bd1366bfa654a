import type { Service } from "../intent.ts";
import { pointerAbove } from "../pointer.ts";

/** The devices a value speaks of: those that the innermost object around it names, whatever their place inside it. */
export function concernedDevices(service: Service, pointer: string): readonly string[] {
  for (let around = pointer; ; around = pointerAbove(around)) {
    const named = service.mentions.filter(
      (mention) => mention.pointer === around || mention.pointer.startsWith(`${around}/`),
    );
    if (named.length > 0 || around === "") return [...new Set(named.map(({ device }) => device))];
  }
}
