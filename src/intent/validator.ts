import type { Ajv, ErrorObject } from "ajv";
import { formats } from "./formats.ts";
import { ajv as library } from "./libraries.ts";

export type { ErrorObject as SchemaError } from "ajv";

const oneOrMany = {
  type: ["string", "array"],
  items: { type: "string" },
  minItems: 1,
} as const;

/** Keywords that netctl adds to JSON Schema, each with the form of its value; `docs/schemas.md` says what they mean. */
const ownForms: Readonly<Record<string, object>> = {
  device: { type: "boolean" },
  service: { type: "string" },
  onDevice: { type: "boolean" },
  unique: {
    anyOf: [
      { type: "string", minLength: 1 },
      {
        type: "object",
        properties: {
          of: { type: "string", minLength: 1 },
          perDevice: { type: "boolean" },
          within: { type: "string", minLength: 1 },
        },
        required: ["of"],
        additionalProperties: false,
      },
    ],
  },
  sameForDevice: { type: "boolean" },
  sameNetwork: oneOrMany,
  sameVersion: oneOrMany,
  platforms: { type: "array", items: { type: "string" }, minItems: 1, uniqueItems: true },
  secret: { type: "boolean" },
};

/** Names of the keywords that netctl adds to JSON Schema. */
export const ownKeywords: readonly string[] = Object.keys(ownForms);

/** Checks documents against schemas (draft-07, strict, all errors). Defaults of the schema are filled in. */
export type Validator = {
  /** Throws where the schema cannot be used; the message ends with the place inside the schema if there is one. */
  readonly compile: (schema: object) => (document: unknown) => readonly ErrorObject[];
  /** What is wrong with the schema as a document. */
  readonly schemaErrors: (schema: object) => readonly ErrorObject[];
};

/** A validator that knows all formats and keywords. It is slow to make: it is made when it is first asked. */
export function makeValidator(): Validator {
  let made: Ajv | undefined;
  const engine = (): Ajv => {
    made ??= makeEngine();
    return made;
  };
  return {
    compile: (schema) => {
      const validate = engine().compile(schema);
      return (document) => (validate(document) ? [] : (validate.errors ?? []));
    },
    schemaErrors: (schema) => {
      const isValid = engine().validateSchema(schema) as boolean;
      return isValid ? [] : (engine().errors ?? []);
    },
  };
}

function makeEngine(): Ajv {
  const { Ajv, addFormats } = library();
  const ajv = new Ajv({
    strict: true,
    // `true` would ask for every type to be said again beside each `properties`.
    strictRequired: false,
    allErrors: true,
    verbose: true,
    useDefaults: true,
    allowUnionTypes: true,
    logger: false,
  });
  addFormats.default(ajv);
  for (const [name, format] of Object.entries(formats))
    ajv.addFormat(name, { type: "string", validate: format.is });
  for (const [keyword, metaSchema] of Object.entries(ownForms))
    ajv.addKeyword({ keyword, metaSchema });
  return ajv;
}
