import { expect, test } from "vitest";
import type { Model } from "../../src/intent/intent.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { library } from "../models/cases.ts";
import { heard, optionsOf } from "../models/options.ts";

/** What a platform need not be told, and why nothing is lost there. */
const untold: Readonly<Record<string, string>> = {
  "bgp: ends[].source on junos": "the address of the session says as much",
  "evpn-vxlan: vlan on frr": "the VLAN is Linux's, and FRR tells of what it finds there",
  "isis: process on junos": "it has one process, without a name",
  "ospf: process on junos": "it has one process, without a number",
  "ospf: process on frr": "it has one process, without a number",
  "link: ends[].interface on bird": "ports and their addresses are the kernel's",
  "link: ends[].address on bird": "ports and their addresses are the kernel's",
  "link: ends[].ipv6 on bird": "ports and their addresses are the kernel's",
  "link: description on bird": "it is kept at the other end; the kernel's ports have no text",
  "loopback: devices[].ipv6 on bird": "ports and their addresses are the kernel's",
  "loopback: description on bird": "the kernel's ports have no text",
  "nat: inside.interfaces on junos": "it goes by zones",
  "nat: outside.interface on junos": "it goes by zones",
  "nat: outside.address on iosxe": "it goes by interfaces",
  "system: users[].scrypt on eos": "the hash is for others, and EOS must have its own beside it",
  "tunnel: ends[].interface on iosxe": "it is found by the address; a vSRX must know it",
  "tunnel: ends[].interface on eos": "it is found by the address; a vSRX must know it",
  "vrf: description on frr": "it keeps no text beside a VRF",
};

/** Zones belong to firewalls. */
const zone = /(?:\.|^)(?:zone|outerZone)$/;
const firewalls = ["junos"];

const { intent } = readIntent(library, builtInPlatforms);
const platforms = [...builtInPlatforms.keys()];

/** The options of a model that no case shows to be heard, on platforms that it has templates for. */
function unheard(model: Model): string[] {
  const told = heard(model);
  return optionsOf(model).flatMap(({ path, platforms: limits }) =>
    platforms
      .filter((on) => intent.templates.has(`${on}/${model.name}`))
      .filter((on) => limits?.includes(on) !== false && !told.has(`${path} on ${on}`))
      .filter((on) => firewalls.includes(on) || !zone.test(path))
      .map((on) => `${model.name}: ${path} on ${on}`),
  );
}

test.each([...intent.models.keys()])(
  "every option of %s changes what a platform is told, or is refused there",
  { timeout: 120_000 },
  (name) => {
    const found = unheard(intent.models.get(name) as Model);
    const known = Object.keys(untold).filter((option) => option.startsWith(`${name}: `));
    expect(found.toSorted()).toEqual(known.toSorted());
  },
);
