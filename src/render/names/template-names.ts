import type { Intent, Model } from "../../intent/intent.ts";
import { innerSchemas, isObject, type JsonObject, resolveRef } from "../../intent/schema-walk.ts";
import { modelsReferredTo } from "../../intent/service-references.ts";
import {
  anything,
  either,
  listOf,
  memberOf,
  nothing,
  objectOf,
  type Shape,
  schemaShape,
  text,
} from "./shape.ts";

const device: Shape = objectOf({ name: text, platform: text, product: text, vars: anything });

/** What every template sees, whatever its model: the functions. */
export const globalNames: ReadonlyMap<string, Shape> = new Map([
  ["range", anything],
  ["unsupported", anything],
]);

/** What a template of a model sees, with what the schemas say of it. */
export function templateNames(model: Model, models: Intent["models"]): ReadonlyMap<string, Shape> {
  const root = model.schema as JsonObject;
  const entries = listOf(either(entryShapes(root)));
  return new Map([
    ...globalNames,
    ["service", serviceShape(model)],
    ["services", servicesShape(model, models)],
    ["device", device],
    ["devices", { kind: "object", property: () => device, names: [] }],
    ["self", entries],
    ["peers", entries],
  ]);
}

function serviceShape({ schema }: Model): Shape {
  const document = schemaShape(schema as JsonObject, schema);
  const own: Readonly<Record<string, Shape>> = { name: text, model: text };
  return {
    kind: "object",
    property: (name) => (Object.hasOwn(own, name) ? own[name] : memberOf(document, name)),
    names: [...Object.keys(own), ...(document.kind === "object" ? document.names : [])],
  };
}

/** The services of each model that the schema refers to, by name. */
function servicesShape(model: Model, models: Intent["models"]): Shape {
  const named = [...modelsReferredTo(models, model.name)].flatMap((name): [string, Shape][] => {
    const found = models.get(name);
    if (found === undefined) return [];
    return [[name, { kind: "object", property: () => serviceShape(found), names: [] }]];
  });
  return objectOf(Object.fromEntries(named));
}

/** Shapes of the objects that name a device: those with a property that the schema marks with `device: true`. */
function entryShapes(root: JsonObject): Shape[] {
  const shapes: Shape[] = [];
  const visit = (part: JsonObject): void => {
    const properties = part["properties"];
    if (
      isObject(properties) &&
      Object.values(properties).some((p) => isObject(p) && namesDevice(root, p))
    )
      shapes.push(schemaShape(root, part));
    for (const [inner] of innerSchemas(part, "")) visit(inner);
  };
  visit(root);
  return shapes.length === 0 ? [nothing] : shapes;
}

function namesDevice(root: JsonObject, part: JsonObject): boolean {
  if (part["device"] === true) return true;
  const ref = part["$ref"];
  const target = typeof ref === "string" ? resolveRef(root, ref) : undefined;
  return isObject(target) && target["device"] === true;
}
