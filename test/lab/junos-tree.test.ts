import { expect, test } from "vitest";
import { commitCheck } from "../../src/lab/junos/junos-check.ts";
import { junosFactory } from "../../src/lab/junos/junos-factory.ts";
import { loadBraces, loadSet } from "../../src/lab/junos/junos-load.ts";
import { compareTrees, printSet, printTree } from "../../src/lab/junos/junos-print.ts";
import { JUNOS_STATEMENTS } from "../../src/lab/junos/junos-statements.ts";
import { copyTree, emptyTree, type Node } from "../../src/lab/junos/junos-tree.ts";

function tree(text: string): Node {
  const root = emptyTree(JUNOS_STATEMENTS);
  expect(loadBraces(root, text.split("\n"), "merge")).toEqual({ says: [], errors: 0 });
  return root;
}

const factory = (): Node => tree(junosFactory("netctl"));

const CHANGE = `set system host-name vsrx1
set system domain-name lab.example
set system login message "keep out"
set system syslog host 10.0.0.5 any notice
set system ntp server 10.0.0.6 prefer
set interfaces ge-0/0/10 description ten
set interfaces ge-0/0/2 description "to csr1"
set interfaces ge-0/0/2 mtu 9014
set interfaces ge-0/0/2 unit 0 family inet address 10.0.1.2/24
set interfaces lo0 unit 0 family inet address 192.0.2.2/32
set security zones security-zone trust interfaces ge-0/0/2.0 host-inbound-traffic system-services ping
set security zones security-zone trust interfaces ge-0/0/2.0 host-inbound-traffic protocols bgp
set routing-options static route 10.9.0.0/16 discard
set routing-options static route 10.8.0.0/16 next-hop 10.0.1.1
set routing-options static route 10.8.0.0/16 preference 250
set routing-options autonomous-system 65002
set protocols bgp group g type external
set protocols bgp group g export [ p q ]
set protocols bgp group g neighbor 10.0.1.1 description csr1
set protocols bgp group g neighbor 10.0.1.1 peer-as 65001
set policy-options policy-statement p term networks from route-filter 192.0.2.2/32 exact
set policy-options policy-statement p term networks then accept
set policy-options policy-statement q then reject`;

test("set commands land in the hierarchy in the device's order, one child on one line where it does so", () => {
  const root = factory();
  expect(loadSet(root, CHANGE.split("\n"), [])).toEqual({ says: [], errors: 0 });
  const text = printTree(root).join("\n");
  expect(text).toContain(`        host 10.0.0.5 {
            any notice;
        }
`);
  expect(text).toContain(`    ntp {
        server 10.0.0.6 prefer;
    }
`);
  expect(text).toContain(`interfaces {
    ge-0/0/2 {
        description "to csr1";
        mtu 9014;
        unit 0 {
            family inet {
                address 10.0.1.2/24;
            }
        }
    }
    ge-0/0/10 {
        description ten;
    }
    fxp0 {`);
  expect(text).toContain(`    static {
        route 10.9.0.0/16 discard;
        route 10.8.0.0/16 {
            next-hop 10.0.1.1;
            preference 250;
        }
    }
    autonomous-system 65002;
}
protocols {
    bgp {
        group g {
            type external;
            export [ p q ];
            neighbor 10.0.1.1 {
                description csr1;
                peer-as 65001;
            }
        }
    }
}
policy-options {
    policy-statement p {
        term networks {
            from {
                route-filter 192.0.2.2/32 exact;
            }
            then accept;
        }
    }
    policy-statement q {
        then reject;
    }
}`);
  expect(commitCheck(root)).toEqual([]);
});

test("what is printed in braces loads again to the same, and as set commands too", () => {
  const root = factory();
  loadSet(root, CHANGE.split("\n"), []);
  const text = printTree(root).join("\n");
  expect(printTree(tree(text)).join("\n")).toBe(text);
  const again = emptyTree(JUNOS_STATEMENTS);
  expect(loadSet(again, printSet(root), []).says).toEqual([]);
  expect(printTree(again).join("\n")).toBe(text);
  expect(printSet(root)).toContain("set protocols bgp group g export p");
});

test("deleting what was set brings the factory back", () => {
  const root = factory();
  const before = copyTree(root);
  loadSet(root, CHANGE.split("\n"), []);
  const back = `delete system host-name
delete system domain-name
delete system login message
delete system syslog host 10.0.0.5
delete system ntp server 10.0.0.6
delete interfaces ge-0/0/10
delete interfaces ge-0/0/2
delete interfaces lo0
delete security zones security-zone trust interfaces
delete routing-options
delete protocols bgp group g export p
delete protocols bgp
delete policy-options policy-statement p
delete policy-options policy-statement q`;
  expect(loadSet(root, back.split("\n"), []).says).toEqual([]);
  expect(printTree(root)).toEqual(printTree(before));
  expect(compareTrees(before, root)).toEqual([]);
});

test("insert moves a term, deactivate marks it, replace takes the place of a subtree", () => {
  const root = emptyTree(JUNOS_STATEMENTS);
  const terms = ["a", "b", "c"].map(
    (term) => `set policy-options policy-statement p term ${term} then accept`,
  );
  const moves = [
    "insert policy-options policy-statement p term c before term a",
    "deactivate policy-options policy-statement p term b",
  ];
  expect(loadSet(root, [...terms, ...moves], []).says).toEqual([]);
  expect(printTree(root).join("\n")).toMatch(/term c \{[\s\S]*term a \{[\s\S]*inactive: term b \{/);
  loadBraces(
    root,
    ["policy-options {", "replace: policy-statement p {", "then reject;", "}", "}"],
    "replace",
  );
  expect(printTree(root)).toEqual([
    ...["policy-options {", "    policy-statement p {", "        then reject;", "    }", "}"],
  ]);
});

test("commit check names a policy nobody defined and a neighbour without its AS", () => {
  const root = factory();
  loadSet(root, ["set protocols bgp group g neighbor 10.0.1.1 export p"], []);
  expect(commitCheck(root).join("\n")).toContain("Policy p referenced but not defined");
  loadSet(root, ["set policy-options policy-statement p then accept"], []);
  expect(commitCheck(root).join("\n")).toContain("Error in neighbor 10.0.1.1 of group g:");
});
