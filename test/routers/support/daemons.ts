import type { World } from "./world.ts";

/** A process of an FRR router that may die under a change. */
export type Daemon = "sshd" | "zebra" | "bgpd";

/** All sshd of a router, sessions included; other routers' are told apart by their network. */
const everySshd =
  'for p in $(pgrep -x sshd); do [ "$(readlink /proc/$p/ns/net)" = "$(readlink /proc/self/ns/net)" ] && echo $p; done';

const processes: Readonly<Record<Daemon, string>> = {
  sshd: everySshd,
  zebra: "cat /run/frr/zebra.pid",
  bgpd: "cat /run/frr/bgpd.pid",
};

/** As FRR's supervisor starts it again: with what is saved. Those that lean on zebra are started anew with it. */
function supervised(...names: readonly string[]): string {
  return [
    `for daemon in ${names.join(" ")}; do`,
    "  kill -KILL $(cat /run/frr/$daemon.pid) 2> /dev/null",
    "  /usr/lib/frr/$daemon -d -P 0 --log file:/run/frr/$daemon.log && vtysh -b -d $daemon",
    "done",
  ].join("\n");
}

const starts: Readonly<Record<Daemon, string>> = {
  sshd: "/usr/sbin/sshd -f /run/frr/sshd_config -E /run/frr/sshd.log",
  zebra: supervised("zebra", "staticd", "bgpd", "ospfd"),
  bgpd: supervised("bgpd"),
};

/** Sends a signal to a router's daemon. */
export async function signal(
  world: World,
  router: string,
  daemon: Daemon,
  name: "KILL" | "STOP" | "CONT",
): Promise<void> {
  await world.on(router, "sh", "-c", `kill -${name} $(${processes[daemon]})`);
}

/** Starts a daemon that was killed. */
export async function revive(world: World, router: string, daemon: Daemon): Promise<void> {
  await world.on(router, "sh", "-c", starts[daemon]);
}
