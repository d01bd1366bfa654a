import type { Intent, Service, ServiceReference } from "./intent.ts";
import { pointerBelow } from "./pointer.ts";
import { innerSchemas, type JsonObject, type Meeting } from "./schema-walk.ts";

/** Where a document names other services: every string whose schema says `service: <model>`. */
export function serviceReferences(meetings: readonly Meeting[]): ServiceReference[] {
  const found = new Map<string, ServiceReference>();
  for (const { schema, pointer, value } of meetings)
    if (typeof schema["service"] === "string" && typeof value === "string")
      found.set(pointer, { pointer, model: schema["service"], service: value });
  return [...found.values()];
}

/** The models a schema refers to with `service: <model>`, each with the JSON pointer of the keyword. */
export function referredModels(schema: JsonObject): readonly (readonly [string, string])[] {
  const found: [string, string][] = [];
  const visit = (part: JsonObject, pointer: string): void => {
    const model = part["service"];
    if (typeof model === "string") found.push([model, pointerBelow(pointer, "service")]);
    for (const [inner, below] of innerSchemas(part, pointer)) visit(inner, below);
  };
  visit(schema, "");
  return found;
}

/** The services one refers to, and those they refer to in turn, in no order that matters; the service itself is none. */
export function servicesReferredTo({
  services,
}: Pick<Intent, "services">): (from: Service) => Service[] {
  let named: ReadonlyMap<string, Service> | undefined;
  return (from) => {
    if (from.references.length === 0) return [];
    named ??= new Map(services.map((each) => [`${each.model}/${each.name}`, each]));
    const found = new Set<Service>([from]);
    for (const each of found)
      for (const { model, service } of each.references) {
        const target = named.get(`${model}/${service}`);
        if (target !== undefined) found.add(target);
      }
    found.delete(from);
    return [...found];
  };
}

/** The models a model refers to, and those they refer to in turn. */
export function modelsReferredTo(models: Intent["models"], from: string): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    for (const [next] of referredModels((models.get(name)?.schema ?? {}) as JsonObject)) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(from);
  return found;
}
