// Pairs of configurations to compare: as the generators beside this repository write them, and made to be hard.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const generators = fileURLToPath(new URL("../../../shared/bench/", import.meta.url));

/**
 * Two configurations of one platform that differ in about 1 % of their lines, written by a script of ../shared/bench;
 * undefined where that folder is not there.
 */
export function generatedPair(platform, lines) {
  const [script, name] =
    platform === "frr"
      ? ["gen_frr.py", (side) => `frr-10000-${side}.conf`]
      : ["gen_ios.py", (side) => `ios-${lines}-${side}.cfg`];
  if (!existsSync(join(generators, script))) return undefined;
  const directory = mkdtempSync(join(tmpdir(), "netctl-bench-"));
  try {
    execFileSync("python3", [join(generators, script), String(lines)], { cwd: directory });
    return ["a", "b"].map((side) => readFileSync(join(directory, name(side)), "utf8"));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const rows = (count, line) => Array.from({ length: count }, (_, i) => `${line(i)}\n`).join("");
const net = (index) => `10.${index >> 8}.${index & 255}`;

export function staticRoutes(count) {
  const routes = (hop) => rows(count, (i) => `ip route ${net(i)}.0 255.255.255.0 192.0.2.${hop}`);
  return [routes(1), routes(2)];
}

export function neighborDescriptions(count) {
  const neighbors = (word) =>
    `router bgp 65000\n${rows(count, (i) => `   neighbor ${net(i)}.1 remote-as 65001\n   neighbor ${net(i)}.1 description ${word}${i}`)}`;
  return [neighbors("a"), neighbors("b")];
}

export function entryOnTop(count, isNumbered) {
  const list = (top, hasNumbers) =>
    `ip access-list extended X\n${top}${rows(count, (i) => ` ${hasNumbers ? `${i + 1}0 ` : ""}permit tcp host ${net(i)}.1 any eq 80`)}`;
  return [
    list("", true),
    isNumbered ? list(" 5 permit icmp any any\n", true) : list(" permit icmp any any\n", false),
  ];
}

export function swappedAddresses(count) {
  const interfaces = (of) =>
    rows(count, (i) => `interface Loopback${i}\n ip address ${net(of(i))}.1 255.255.255.255`);
  return [interfaces((i) => i), interfaces((i) => i ^ 1)];
}

export function removedNeighbors(count) {
  const process = "router bgp 65000\n bgp log-neighbor-changes\n";
  const lines = (i) =>
    ["remote-as 65001", `description d${i}`, "route-map RM in"]
      .map((line) => ` neighbor ${net(i)}.1 ${line}`)
      .join("\n");
  return [process + rows(count, lines), process];
}

/** The same pair on a device of its own: other addresses, descriptions and names of routes in every line that has one. */
export function ofDevice(pair, device) {
  return pair.map((text) =>
    text
      .replaceAll("circuit ", `circuit ${device}-`)
      .replaceAll("static-", `static-${device}-`)
      .replaceAll(" 10.", ` ${1 + (device % 220)}.`),
  );
}
