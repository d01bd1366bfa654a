/** What a checked pool file holds. One of the three lists is there. */
export type PoolFile = {
  readonly description?: string;
  readonly numbers?: readonly (number | string)[];
  readonly addresses?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly length?: number;
  readonly exclude?: readonly (number | string)[];
};

const number = { type: "integer", minimum: 0 } as const;
const range = { type: "string", pattern: "^[0-9]+-[0-9]+$" } as const;
const prefix = { type: "string", format: "ip-prefix" } as const;
const list = (items: object, description: string): object => ({
  type: "array",
  minItems: 1,
  items,
  description,
});

/** JSON Schema of `pools/<pool>.yaml`. */
export const poolSchema: object = {
  type: "object",
  properties: {
    description: { type: "string", format: "text-line" },
    numbers: list({ anyOf: [number, range] }, "numbers and ranges: 100, 200-299"),
    addresses: list(prefix, "prefixes whose addresses are given away one by one"),
    prefixes: list(prefix, "prefixes that are given away in pieces of one length"),
    length: {
      type: "integer",
      minimum: 0,
      maximum: 128,
      description: "of each prefix that is given away; behind each address, where it is wanted",
    },
    exclude: list(
      { anyOf: [number, range, prefix, { type: "string", format: "ip-address" }] },
      "what is not given away: of a pool of prefixes, every prefix that touches it",
    ),
  },
  oneOf: [
    { required: ["numbers"], properties: { length: false } },
    { required: ["addresses"] },
    { required: ["prefixes", "length"] },
  ],
  additionalProperties: false,
};
