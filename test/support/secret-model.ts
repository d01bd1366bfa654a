import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Workspace } from "./netctl.ts";

const schema = `$schema: http://json-schema.org/draft-07/schema#
title: Access
type: object
required: [devices, password, key]
additionalProperties: false
properties:
  devices: { type: array, items: { type: object, properties: { device: { type: string, device: true } } } }
  password: { type: string, secret: true }
  key: { type: string, secret: true }
`;
const indented = `username auditor privilege 1 secret 0 {{ service.password }}
snmp-server community {{ service.key }} ro
`;
const hierarchy = `set protocols bgp group auditors type external
set protocols bgp group auditors authentication-key {{ service.key | junos_quote }}
set protocols bgp group auditors neighbor 192.0.2.77 peer-as 65077
`;

/** References of the service, by what devices make of them: a hash, or the secret itself. */
export const references = { hashed: "env:NETCTL_TEST_PASSWORD", shown: "file:../community" };

/** Adds a model with two secrets to a workspace: one that devices hash, one that they show as it is. */
export async function addSecretModel(workspace: Workspace): Promise<void> {
  await mkdir(join(workspace.root, "models/access"));
  await workspace.write("models/access/schema.yaml", schema);
  await workspace.write("templates/iosxe/access.njk", indented.replace(" ro\n", " RO\n"));
  await workspace.write("templates/eos/access.njk", indented);
  await workspace.write("templates/junos/access.njk", hierarchy);
  await workspace.write(
    "models/access/auditors.yaml",
    `devices: [{ device: csr1 }, { device: vsrx1 }, { device: veos1 }]
password: { secret: "${references.hashed}" }
key: { secret: "${references.shown}" }
`,
  );
}
