import { setTimeout as delay } from "node:timers/promises";
import type { Network } from "./network.ts";
import type { LinkPlan, RouterPlan, World } from "./world.ts";

/** Seconds BGP may take to carry all routes around, on a busy machine. */
const convergenceLimitSeconds = 60;

/** A ring of FRR routers: each has a loopback, a link and a BGP session to the next, and an AS of its own. */
export type Ring = {
  readonly routers: readonly RouterPlan[];
  readonly links: readonly LinkPlan[];
  /** Writes the services that make it one network. */
  readonly declare: (network: Network) => Promise<void>;
  /** True as soon as the first router's loopback and that of the one farthest away ping each other. */
  readonly isConnected: (world: World) => Promise<boolean>;
};

export function ring(count: number): Ring {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const next = (number: number) => (number % count) + 1;
  const loopback = (number: number) => `192.168.255.${number}`;
  return {
    routers: numbers.map((number) => ({ name: `r${number}`, kind: "frr" })),
    links: numbers.map((number) => [`r${number}`, "eth1", `r${next(number)}`, "eth2"]),
    declare: async (network) => {
      const devices = numbers.map((n) => `  - { device: r${n}, address: ${loopback(n)}/32 }\n`);
      await network.write("models/loopback/all.yaml", `devices:\n${devices.join("")}`);
      for (const number of numbers) await declareLink(network, number, next(number), loopback);
    },
    isConnected: async (world) => {
      const far = Math.floor(count / 2) + 1;
      const end = Date.now() + convergenceLimitSeconds * 1000;
      while (Date.now() < end) {
        if (await world.pings("r1", loopback(far), loopback(1))) return true;
        await delay(200);
      }
      return false;
    },
  };
}

async function declareLink(
  network: Network,
  a: number,
  b: number,
  loopback: (number: number) => string,
): Promise<void> {
  const net = `10.0.${a}`;
  await network.write(
    `models/link/r${a}-r${b}.yaml`,
    `ends:\n  - { device: r${a}, interface: eth1, address: ${net}.1/24 }\n  - { device: r${b}, interface: eth2, address: ${net}.2/24 }\n`,
  );
  await network.write(
    `models/bgp/r${a}-r${b}.yaml`,
    [
      "ends:",
      `  - { device: r${a}, as: ${65000 + a}, address: ${net}.1, networks: [${loopback(a)}/32] }`,
      `  - { device: r${b}, as: ${65000 + b}, address: ${net}.2, networks: [${loopback(b)}/32] }`,
      "",
    ].join("\n"),
  );
}
