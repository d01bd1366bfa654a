import type { Platform } from "../../platform/platform.ts";
import { checksSchema } from "./checks-schema.ts";
import { dialogueChangeSchema, dialogueDefinitions, dialogueSchema } from "./dialogue-schema.ts";
import { grammarSchema, ruleSchema } from "./grammar-schema.ts";
import { mapping, optional, type Schema, type SchemaOf, text, texts } from "./schema-words.ts";

const definitions: Readonly<Record<string, Schema>> = { rule: ruleSchema, ...dialogueDefinitions };

const platform: SchemaOf<Omit<Platform, "name">> = {
  title: text("the platform as people say it", { format: "text-line" }),
  products: texts("products that mean this platform in an inventory", {
    items: { type: "string", format: "word" },
    uniqueItems: true,
    default: [],
  }),
  templates: text("the platform whose templates it uses; its own where absent"),
  grammar: grammarSchema,
  dialogue: dialogueSchema,
  checks: checksSchema,
};

const whole: Schema = mapping(platform, ["title", "grammar", "dialogue"]);

const change: Schema = {
  ...optional(
    mapping(
      {
        extends: text("the built-in platform this one is made from"),
        ...platform,
        grammar: optional(grammarSchema),
        dialogue: dialogueChangeSchema,
        checks: optional(checksSchema),
      },
      [],
    ),
  ),
  required: ["extends"],
};

/** JSON Schema of a `platform.yaml` that says everything itself. Fills in defaults. */
export const platformSchema: Schema = { ...whole, definitions };

/** JSON Schema of a `platform.yaml` that extends a built-in platform. Fills in nothing. */
export const platformChangeSchema: Schema = { ...change, definitions };

/** JSON Schema of `platform.yaml` in both forms, for editors. */
export const platformFileSchema: Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "A platform of netctl",
  description: "templates/<platform>/platform.yaml: the grammar and the dialogue of one vendor",
  if: { type: "object", required: ["extends"] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { $ref: "#/definitions/change" },
  else: { $ref: "#/definitions/platform" },
  definitions: { ...definitions, platform: whole, change },
};
