import type { Question } from "../../platform/dialogue.ts";

/** A JSON Schema (draft-07), or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** One schema for each key of a type: a key that the type gains and the schema lacks does not compile. */
export type SchemaOf<T> = Readonly<Record<keyof T, Schema>>;

/**
 * Longest pattern or command, in characters. It also bounds what a careless regular expression can cost; netctl
 * refuses repeated repetitions such as `(a+)+`, but cannot find every expression that is slow on some answer.
 */
const textLengthMax = 500;

/** Text of one line or a pattern. */
export function text(description: string, more: Schema = {}): Schema {
  return { type: "string", minLength: 1, maxLength: textLengthMax, description, ...more };
}

/** A list of one kind of entries. */
export function list(items: Schema, description: string, more: Schema = {}): Schema {
  return { type: "array", items, description, ...more };
}

/** A list of texts. */
export function texts(description: string, more: Schema = {}): Schema {
  return list({ type: "string", minLength: 1, maxLength: textLengthMax }, description, more);
}

/** A mapping that knows its keys. */
export function mapping(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
  more: Schema = {},
): Schema {
  return { type: "object", properties, required, additionalProperties: false, ...more };
}

/** True, or the choice of some words. */
export const flag = (description: string): Schema => ({ type: "boolean", description });

const question: SchemaOf<Question> = {
  when: text("the question, matched against the last line"),
  reply: { type: "string", maxLength: 200, description: "what is typed, without Return" },
};

/** Questions and the replies to them. */
export const questions = (description: string): Schema =>
  list(mapping(question, ["when", "reply"]), description);

/** A part that has a name under `definitions`. */
export const named = (definition: string): Schema => ({ $ref: `#/definitions/${definition}` });

/** The same mapping for a file that extends another: nothing is required, nothing is filled in. */
export function optional(schema: Schema): Schema {
  const { required: _, default: __, ...rest } = schema;
  const properties = (rest["properties"] ?? {}) as Readonly<Record<string, Schema>>;
  const open = Object.entries(properties).map(([key, { default: _, ...part }]) => [key, part]);
  return { ...rest, properties: Object.fromEntries(open) };
}
