import type { Checks, ReadyCheck } from "../../platform/checks.ts";
import { mapping, type Schema, type SchemaOf, text, texts } from "./schema-words.ts";

const ready: SchemaOf<ReadyCheck> = {
  command: text("what is typed; {word} must be given, [ vrf {vrf}] may be missing"),
  expect: text("what the answer must match; words are filled in as they are"),
  numbers: {
    type: "object",
    additionalProperties: text("where a number stands in the answer: group 1"),
    description: "numbers that may be given bounds, by their word",
  },
};

const checks: SchemaOf<Checks> = {
  shows: texts("whole commands that only show something, as patterns; every check must match one", {
    default: ["show [^|>;&`$]+"],
  }),
  ready: {
    type: "object",
    additionalProperties: {
      type: "object",
      additionalProperties: mapping(ready, ["command", "expect"]),
    },
    default: {},
    description: "ready-made checks: what they are about, the state that is expected, the question",
  },
};

/** JSON Schema of the questions of a platform. */
export const checksSchema: Schema = mapping(checks, [], {
  default: {},
  description: "what a device can be asked without changing it",
});
