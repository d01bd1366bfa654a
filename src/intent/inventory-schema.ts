import { checkSchemas } from "./check-schema.ts";

// The schemas of the files whose form netctl itself decides. They are checked by the same validator as models.

const secret = {
  type: "object",
  properties: { secret: { type: "string", format: "secret-reference" } },
  required: ["secret"],
  additionalProperties: false,
} as const;

const credential = {
  type: "object",
  properties: {
    user: { type: "string", format: "text-line", description: "the name to log in with" },
    password: secret,
    privateKey: { anyOf: [{ type: "string", minLength: 1 }, secret] },
    passphrase: secret,
    enable: secret,
    agent: { type: "boolean" },
  },
  required: ["user"],
  additionalProperties: false,
} as const;

const deviceName = { type: "string", minLength: 1 } as const;

/** JSON Schema of `devices/<device>.yaml`. */
export const deviceSchema: object = {
  type: "object",
  properties: {
    product: { type: "string" },
    platform: { type: "string" },
    address: {
      type: "string",
      format: "device-address",
      description: "host name, IP address or lab:<box>",
    },
    port: { type: "integer", minimum: 1, maximum: 65535, default: 22 },
    credential: { anyOf: [{ type: "string", minLength: 1 }, credential] },
    labels: {
      type: "array",
      items: { type: "string", format: "word" },
      uniqueItems: true,
      default: [],
    },
    vars: { type: "object", default: {} },
    ownership: { enum: ["declared", "full"], default: "declared" },
    management: {
      type: "string",
      format: "ip-address",
      description:
        "the device's own address that netctl comes in at, where `address` is another one",
    },
    via: deviceName,
    checks: checkSchemas.device,
    ssh: {
      type: "object",
      properties: {
        legacy: { type: "boolean", description: "also offer SHA-1, ssh-rsa and CBC" },
        window: {
          type: "integer",
          minimum: 1,
          maximum: 500,
          description: "most lines typed ahead of the device's answers; 1 waits for each",
        },
        config: { type: "boolean", description: "heed ~/.ssh/config; true where absent" },
      },
      additionalProperties: false,
    },
  },
  required: ["address"],
  additionalProperties: false,
};

const driftWord = { enum: ["refuse", "heal", "ignore"] } as const;

/** JSON Schema of `netctl.yaml`. */
export const settingsSchema: object = {
  type: "object",
  properties: {
    confirmTimeout: { type: "string", format: "minutes", default: "5m" },
    parallelism: { type: "integer", minimum: 1, maximum: 1000 },
    remote: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._/-]*$" },
    branch: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._/-]*$" },
    credentials: { type: "object", additionalProperties: credential, default: {} },
    secretKey: {
      ...secret,
      description: "where the key is that tells by fingerprints whether a secret changed",
    },
    checks: checkSchemas.settings,
    drift: {
      type: "object",
      description: "what an apply makes of drift, by default and by label and device",
      properties: {
        default: { ...driftWord, default: "refuse" },
        labels: { type: "object", additionalProperties: driftWord, default: {} },
        devices: { type: "object", additionalProperties: driftWord, default: {} },
      },
      additionalProperties: false,
      default: {},
    },
  },
  additionalProperties: false,
};
