import type { Context, Frame } from "./nunjucks-parts.ts";

// A template is given data and may not climb from it into the language it runs in: only what an object holds itself
// can be read, and of texts and lists only these methods, none of which takes a function or changes anything shared.

const textMethods: ReadonlySet<string> = new Set(
  (
    "at charAt endsWith includes indexOf lastIndexOf padEnd padStart repeat replace replaceAll slice split startsWith " +
    "substring toLowerCase toUpperCase trim trimEnd trimStart toString"
  ).split(" "),
);
const listMethods: ReadonlySet<string> = new Set(
  "at concat includes indexOf join lastIndexOf push slice".split(" "),
);
const numberMethods: ReadonlySet<string> = new Set(["toString", "toFixed"]);

/** Names of the methods a template may call on a value, by what `typeof` or `Array.isArray` says of it. */
export const allowedMethods: Readonly<Record<"string" | "number" | "array", ReadonlySet<string>>> =
  {
    string: textMethods,
    number: numberMethods,
    array: listMethods,
  };

/** Names that lead out of the data, however they are reached. */
const escapes: ReadonlySet<string> = new Set(["constructor", "__proto__", "prototype"]);

/** Whether a path of members, with dots between them, leads out of the data. */
export function leadsOut(path: string): boolean {
  return path.split(".").some((part) => escapes.has(part));
}

/** A value of a context that is made when a template first asks for it. */
export class Lazy {
  readonly #make: () => unknown;
  #made: { readonly value: unknown } | undefined;

  constructor(make: () => unknown) {
    this.#make = make;
  }

  /** The value, made once. */
  get(): unknown {
    this.#made ??= { value: this.#make() };
    return this.#made.value;
  }
}

/** Thrown where a template reaches for the language it runs in. */
export class EscapeError extends Error {
  constructor(name: string) {
    super(`\`${name}\` is not for templates`);
    this.name = "EscapeError";
  }
}

/** Reads a member of a value the way templates may. */
export function safeMember(object: unknown, key: unknown): unknown {
  if (object === undefined || object === null) return undefined;
  // Made a text once, so that an object cannot answer differently the second time.
  const name = String(key);
  if (escapes.has(name)) throw new EscapeError(name);
  const value = Object(object) as Readonly<Record<string, unknown>>;
  if (typeof object === "function") return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const isText = typeof object === "string" || object instanceof String;
  const methods = isText
    ? textMethods
    : typeof object === "number"
      ? numberMethods
      : Array.isArray(object)
        ? listMethods
        : undefined;
  if (!methods?.has(name)) return undefined;
  const method = value[name] as (...args: unknown[]) => unknown;
  return (...args: unknown[]) => {
    if (args.some((arg) => arg === undefined || arg === null))
      throw new Error(`\`${name}\` is given something that is not set`);
    return method.apply(isText ? String(object) : object, args);
  };
}

/** Looks up a name: variables of the template, then what it is given, then `globals`. Nothing is inherited. */
export function safeName(
  globals: Readonly<Record<string, unknown>>,
): (context: Context, frame: Frame, name: string) => unknown {
  return (context, frame, name) => {
    if (escapes.has(name)) throw new EscapeError(name);
    const local = frame.lookup(name);
    if (local !== undefined) return local;
    if (Object.hasOwn(context.ctx, name)) {
      const given = context.ctx[name];
      return given instanceof Lazy ? given.get() : given;
    }
    return Object.hasOwn(globals, name) ? globals[name] : undefined;
  };
}
