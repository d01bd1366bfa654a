import { Ajv, type ErrorObject } from "ajv";
import addFormats from "ajv-formats";
import { formats } from "./formats.ts";

export type { ErrorObject as SchemaError } from "ajv";

/** Keywords that netctl adds to JSON Schema; what they mean is in `service-rules.ts`. */
export const ownKeywords: readonly string[] = ["device", "sameForDevice", "sameNetwork"];

/** Checks documents against schemas (draft-07, strict, all errors). Defaults of the schema are filled in. */
export type Validator = {
  /** Throws where the schema cannot be used; the message ends with the place inside the schema if there is one. */
  readonly compile: (schema: object) => (document: unknown) => readonly ErrorObject[];
  /** What is wrong with the schema as a document. */
  readonly schemaErrors: (schema: object) => readonly ErrorObject[];
};

/** A validator that knows all formats and keywords. Making one is slow: make one a run. */
export function makeValidator(): Validator {
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
  ajv.addKeyword({ keyword: "device", schemaType: "boolean" });
  ajv.addKeyword({ keyword: "sameForDevice", schemaType: "boolean" });
  ajv.addKeyword({ keyword: "sameNetwork", schemaType: "string" });
  return {
    compile: (schema) => {
      const validate = ajv.compile(schema);
      return (document) => (validate(document) ? [] : (validate.errors ?? []));
    },
    schemaErrors: (schema) => {
      const isValid = ajv.validateSchema(schema) as boolean;
      return isValid ? [] : (ajv.errors ?? []);
    },
  };
}
