import { expect, test } from "vitest";
import { formats } from "../../src/intent/formats.ts";

const is = (format: string, text: string): boolean => formats[format]?.is(text) ?? false;

test.each([
  [
    "ipv4",
    ["10.0.0.1"],
    ["10.1", "010.0.0.1", "0x0a.0.0.1", "10.0.0.1/24", "10.0.0.256", "fe80::1%eth0", ""],
  ],
  ["ipv6", ["2001:db8::1"], ["10.0.0.1", "2001:db8::/64", "2001:db8::1%2", ":::"]],
  [
    "ip-interface",
    ["10.0.0.1/24", "10.0.0.0/31", "10.0.0.1/32", "2001:db8::1/64"],
    ["10.0.0.0/24", "10.0.0.255/24", "10.0.0.1", "10.0.0.1/33", "10.0.0.1/255.255.255.0"],
  ],
  ["ipv4-prefix", ["10.0.0.0/24", "0.0.0.0/0"], ["10.0.0.1/24", "10.0.0.0", "2001:db8::/64"]],
  ["ipv6-prefix", ["2001:db8::/64"], ["2001:db8::1/64", "10.0.0.0/24"]],
  [
    "hostname",
    ["a", "core-1.example.net"],
    ["-a", "a_b", "a..b", "10.0.0.1", "a b", "a".repeat(64)],
  ],
  [
    "interface-name",
    ["GigabitEthernet1", "ge-0/0/0.0", "Ethernet1/1"],
    ["Gigabit Ethernet1", "1", "ge-0/0/0;x", "Gi1\nno shutdown"],
  ],
  ["vlan-range", ["10", "10,20-29", "4094"], ["", "0", "4095", "20-10", "10, 20", "10-", "010"]],
  ["text-line", ["to core", "a"], ["", " a", "a ", "what?", "a\nb"]],
  ["text-block", ["a\nb\n"], ["", "\n", "why?"]],
  ["asn", ["1", "4294967295"], ["0", "4294967296", "65000.1"]],
  ["mac", ["02:00:5e:10:00:01"], ["0200.5e10.0001", "02:00:5e:10:00"]],
  [
    "device-address",
    ["lab:csr1", "r1.example.net", "10.0.0.1", "2001:db8::1"],
    ["lab:", "r1:22", "a b"],
  ],
  [
    "secret-reference",
    ["env:PW", "file:.git/x", "prompt", "exec:pass show x"],
    ["hunter2", "env:", "prompt:x", "env:A B"],
  ],
])("the format %s takes what it means and nothing near it", (format, right, wrong) => {
  expect(right.filter((text) => !is(format, text))).toEqual([]);
  expect(wrong.filter((text) => is(format, text))).toEqual([]);
});
