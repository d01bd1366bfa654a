import { expect, test } from "vitest";
import type { Finding } from "../../../src/errors.ts";
import { readIntent } from "../../../src/intent/read-intent.ts";
import { line, namedPlatforms, starterFiles } from "../../support/workspace.ts";

function foundWith(path: string, from: string, to: string): readonly Finding[] {
  const files = starterFiles();
  files.set(path, (files.get(path) ?? "").replace(from, to));
  return readIntent(files, namedPlatforms).findings;
}

test("the two ends of a link must share one network", { timeout: 30_000 }, () => {
  const [finding] = foundWith("models/link/csr1-vsrx1.yaml", "10.0.1.2/24", "10.0.9.2/24");
  expect(finding && line(finding)).toBe(
    "NC1026 models/link/csr1-vsrx1.yaml:4:52 10.0.9.2/24 is not in 10.0.1.0/24, where the other end is",
  );
});

test("the two ends of a link must have different addresses", () => {
  const [finding] = foundWith("models/link/csr1-vsrx1.yaml", "10.0.1.2/24", "10.0.1.1/24");
  expect(finding?.message).toBe("both ends have 10.0.1.1");
});

test("the two ends of a session must have addresses of one version", () => {
  const to = 'address: "2001:db8::2"';
  const [finding, ...rest] = foundWith("models/bgp/csr1-vsrx1.yaml", "address: 10.0.1.2", to);
  expect(finding && line(finding)).toBe(
    "NC1028 models/bgp/csr1-vsrx1.yaml:9:14 2001:db8::2 is of IPv6, 10.0.1.1 of IPv4",
  );
  expect(finding?.related?.[0]?.place).toMatchObject({ line: 5, column: 14 });
  expect(rest).toEqual([]);
});

test("a device has one autonomous system in all its sessions", () => {
  const [finding] = foundWith("models/bgp/csr1-vsrx1.yaml", "as: 65001", "as: 65009");
  expect(finding && line(finding)).toBe(
    "NC1025 models/bgp/csr1-vsrx1.yaml:4:9 `as` of csr1 is 65009 here and 65001 elsewhere",
  );
  expect(finding?.related?.[0]?.place).toMatchObject({
    path: "models/bgp/csr1-veos1.yaml",
    line: 4,
  });
});

test("an address that one end of a link has is missed at the other", () => {
  const [finding, ...rest] = foundWith(
    "models/link/csr1-vsrx1.yaml",
    "10.0.1.1/24",
    '10.0.1.1/24, ipv6: "2001:db8:1::1/64"',
  );
  expect(finding && line(finding)).toBe(
    "NC1026 models/link/csr1-vsrx1.yaml:4:5 `ipv6` is missing, which the other end has",
  );
  expect(finding?.related?.[0]?.place).toMatchObject({ line: 3 });
  expect(rest).toEqual([]);
});

test("the IPv6 addresses of a link are looked at as those of IPv4 are", () => {
  const wrong = foundWith(
    "models/link/csr1-vsrx1.yaml",
    "address: 10.0.1.1/24",
    'ipv6: "2001:db8:1::1/64"',
  );
  expect(wrong.map(({ message }) => message)).toEqual([
    "`address` is missing, which the other end has",
    "`ipv6` is missing, which the other end has",
  ]);
  const path = "models/link/csr1-vsrx1.yaml";
  const files = starterFiles();
  const text = (files.get(path) ?? "")
    .replace("10.0.1.1/24", '10.0.1.1/24, ipv6: "2001:db8:1::1/64"')
    .replace("10.0.1.2/24", '10.0.1.2/24, ipv6: "2001:db8:2::2/64"');
  files.set(path, text);
  expect(readIntent(files, namedPlatforms).findings.map(({ message }) => message)).toEqual([
    "2001:db8:2::2/64 is not in 2001:db8:1::/64, where the other end is",
  ]);
});
