import { ipNumber } from "../lines/word-type.ts";
import { inOrder, type Node } from "./junos-tree.ts";

/** What `commit check` finds wrong, in the device's words with its place; nothing where all is well (devices.md 4.3). */
export function commitCheck(root: Node): readonly string[] {
  return [
    ...rootAuthentication(root),
    ...staticRoutes(root),
    ...unitNumbers(root),
    ...sameAddresses(root),
    ...policies(root),
    ...bgp(root),
  ];
}

function below(node: Node | undefined, ...names: readonly string[]): Node | undefined {
  return names.reduce<Node | undefined>(
    (at, name) => at?.children.find((child) => child.label[0] === name && !child.isInactive),
    node,
  );
}

function rootAuthentication(root: Node): string[] {
  if (below(root, "system", "root-authentication") !== undefined) return [];
  return [
    "[edit]",
    "  'system'",
    "    Missing mandatory statement: 'root-authentication'",
    "error: configuration check-out failed: (missing mandatory statements)",
  ];
}

/** Host bits in a static route are taken by `set` and refused here (devices.md 4.3). */
function staticRoutes(root: Node): string[] {
  const routes = below(root, "routing-options", "static")?.children ?? [];
  for (const route of routes) {
    const [address = "", length = ""] = (route.label[1] ?? "").split("/");
    if (!/^\d+\.\d+\.\d+\.\d+$/.test(address) || length === "") continue;
    if (ipNumber(address) % 2 ** (32 - Number(length)) === 0) continue;
    return [
      "[edit routing-options static]",
      `  'route ${route.label[1]}'`,
      `    Host portion is not zero (${address})`,
      "error: configuration check-out failed",
    ];
  }
  return [];
}

function unitNumbers(root: Node): string[] {
  for (const port of below(root, "interfaces")?.children ?? []) {
    const isTagged = port.children.some((child) =>
      ["vlan-tagging", "flexible-vlan-tagging", "encapsulation"].includes(child.label[0] ?? ""),
    );
    const name = port.label[0] ?? "";
    if (isTagged || !/^(?:ge|xe|et|fe|fxp)/.test(name)) continue;
    const unit = port.children.find((child) => child.label[0] === "unit" && child.label[1] !== "0");
    if (unit === undefined) continue;
    return [
      `[edit interfaces ${name}]`,
      `  '${unit.label.join(" ")}'`,
      "    Only unit 0 is valid for this encapsulation",
      "error: configuration check-out failed",
    ];
  }
  return [];
}

/** One address on two interfaces: the words are unconfirmed (devices.md 4.3). */
function sameAddresses(root: Node): string[] {
  const seen = new Map<string, string>();
  for (const { place, address } of addresses(root)) {
    const table = `${instanceOf(root, place)} ${address}`;
    const other = seen.get(table);
    if (other !== undefined && other !== place)
      return [
        `[edit interfaces ${place} family inet]`,
        `  'address ${address}'`,
        `    identical local address is found on different interfaces (${other})`,
        "error: configuration check-out failed",
      ];
    seen.set(table, place);
  }
  return [];
}

/** The routing instance an interface (`ge-0/0/0 unit 100`) belongs to; empty for the device's own. */
function instanceOf(root: Node, place: string): string {
  const name = place.replace(" unit ", ".");
  const instances = below(root, "routing-instances")?.children ?? [];
  const holds = (instance: Node): boolean =>
    instance.children.some((child) => child.label.join(" ") === `interface ${name}`);
  return instances.find(holds)?.label[0] ?? "";
}

function addresses(root: Node): { readonly place: string; readonly address: string }[] {
  const named = (node: Node, name: string): Node[] =>
    node.children.filter((child) => child.label[0] === name && !child.isInactive);
  const interfaces = below(root, "interfaces");
  return (interfaces === undefined ? [] : inOrder(interfaces))
    .filter((port) => !port.isInactive)
    .flatMap((port) =>
      named(port, "unit").flatMap((unit) =>
        named(unit, "family")
          .flatMap((family) => named(family, "address"))
          .map((address) => ({
            place: `${port.label[0]} ${unit.label.join(" ")}`,
            address: address.label[1] ?? "",
          })),
      ),
    );
}

/** A policy that is used must exist. */
function policies(root: Node): string[] {
  const known = (below(root, "policy-options")?.children ?? [])
    .filter((child) => child.label[0] === "policy-statement")
    .map((child) => child.label[1]);
  const used = everyNode(below(root, "protocols")).filter((node) =>
    ["import", "export"].includes(node.label[0] ?? ""),
  );
  for (const name of used.flatMap((node) => node.values)) {
    if (known.includes(name) || /[(&|!]/.test(name)) continue;
    return [
      `error: Policy error: Policy ${name} referenced but not defined`,
      "error: configuration check-out failed",
    ];
  }
  return [];
}

function everyNode(node: Node | undefined): Node[] {
  return node === undefined || node.isInactive ? [] : [node, ...node.children.flatMap(everyNode)];
}

function bgp(root: Node): string[] {
  const groups = (below(root, "protocols", "bgp")?.children ?? []).filter(
    (child) => child.label[0] === "group" && !child.isInactive,
  );
  for (const group of groups) {
    const isInternal = below(group, "type")?.values[0] === "internal";
    for (const peer of group.children.filter((child) => child.label[0] === "neighbor")) {
      const hasAs = below(peer, "peer-as") ?? below(group, "peer-as");
      if (isInternal || hasAs !== undefined || peer.isInactive) continue;
      return [
        "[edit protocols]",
        "  'bgp'",
        `    Error in neighbor ${peer.label[1]} of group ${group.label[1]}:`,
        "peer AS number must be configured for an external peer",
        "error: configuration check-out failed",
      ];
    }
  }
  return [];
}
