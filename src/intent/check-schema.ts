// The form of a check, wherever it is written. What the words of ready-made checks are is known by platforms alone.

const text = { type: "string", format: "text-line" } as const;

const bounds = {
  atLeast: { type: "number" },
  atMost: { type: "number" },
} as const;

const isBounded = [{ required: ["atLeast"] }, { required: ["atMost"] }] as const;

/** A command, and what its answer must hold. */
const asking = {
  command: { ...text, description: "what is typed; it must only show something" },
  expect: { type: "string", minLength: 1, description: "a regular expression" },
  contains: { ...text, description: "a text" },
  number: {
    type: "object",
    description: "group 1 of `match` is a number within bounds",
    properties: { match: { type: "string", minLength: 1 }, ...bounds },
    required: ["match"],
    anyOf: isBounded,
    additionalProperties: false,
  },
} as const;

const ways = ["expect", "contains", "number"].map((key) => ({ required: [key] }));

const own = {
  name: text,
  platforms: {
    type: "object",
    description: "a command and an expectation for each platform",
    minProperties: 1,
    additionalProperties: {
      type: "object",
      properties: asking,
      required: ["command"],
      anyOf: ways,
      additionalProperties: false,
    },
  },
  ...asking,
  mustPassBefore: { type: "boolean", description: "refuse the change where it fails beforehand" },
  withinSeconds: { type: "integer", minimum: 1, maximum: 600 },
  holdsSeconds: {
    type: "integer",
    minimum: 0,
    maximum: 600,
    description: "once it passes it must go on passing for so long",
  },
} as const;

const chosen = {
  devices: { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 },
  platform: { type: "string", minLength: 1 },
} as const;

const each = {
  each: { enum: ["self", "peers"], description: "once for each `entry` of the service" },
} as const;

/** Words of a check that are no words of a ready-made one. */
export const checkWords: readonly string[] = Object.keys({ ...own, ...chosen, ...each });

function listOf(properties: object): object {
  return {
    type: "array",
    items: {
      type: "object",
      properties,
      // The words of a ready-made check: { bgp: established, neighbor: 192.0.2.1, routes: { atLeast: 1 } }.
      additionalProperties: {
        anyOf: [
          text,
          { type: "integer" },
          { type: "object", properties: bounds, anyOf: isBounded, additionalProperties: false },
        ],
      },
      dependencies: { command: { anyOf: ways } },
    },
  };
}

/** What a check belongs to: `netctl.yaml`, a device, a model with all its services, or one service. */
export type CheckOwner = "settings" | "device" | "model" | "service";

const words: Readonly<Record<CheckOwner, object>> = {
  settings: { ...own, ...chosen },
  device: own,
  model: { ...own, ...each, platform: chosen.platform },
  service: { ...own, ...each, ...chosen },
};

/** Words that a check of this kind may have, besides those of a ready-made one. */
export function checkWordsOf(owner: CheckOwner): ReadonlySet<string> {
  return new Set(Object.keys(words[owner]));
}

/** JSON Schemas of lists of checks, by what they belong to. */
export const checkSchemas: Readonly<Record<CheckOwner, object>> = {
  settings: listOf(words.settings),
  device: listOf(words.device),
  model: listOf(words.model),
  service: listOf(words.service),
};
