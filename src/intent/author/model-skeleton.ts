import { schemaLine } from "./service-skeleton.ts";

/** The files of a new model by path: its schema, a template for each platform, and a first golden case. */
export function modelSkeleton(
  name: string,
  platforms: readonly string[],
): ReadonlyMap<string, string> {
  return new Map([
    [`models/${name}/schema.yaml`, schema(name)],
    [
      `models/${name}/tests/minimal/service.yaml`,
      `${schemaLine.replace("./", "../../")}${service(platforms)}`,
    ],
    ...platforms.map((platform): [string, string] => [
      `templates/${platform}/${name}.njk`,
      template(platform),
    ]),
  ]);
}

function schema(name: string): string {
  return `$schema: http://json-schema.org/draft-07/schema#
title: ${name}
description: What a ${name} is, in one sentence.
type: object
required: [devices]
additionalProperties: false
properties:
  devices:
    description: the devices it is on
    type: array
    minItems: 1
    items:
      type: object
      required: [device]
      additionalProperties: false
      properties:
        device: { type: string, device: true }
  description:
    description: text for people who read the configuration
    type: string
    format: text-line
    maxLength: 200
examples:
  - devices: [{ device: router1 }]
`;
}

function service(platforms: readonly string[]): string {
  const entries = platforms.map((platform) => `  - { device: ${platform} }\n`).join("");
  return `# Devices of golden cases are named by their platform.\ndevices:\n${entries}`;
}

function template(platform: string): string {
  return `{# Lines of ${platform}, as the device itself prints them. \`self\` holds the entries that name this device. #}
{% for entry in self %}
{% endfor %}
`;
}
