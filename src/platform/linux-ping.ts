import type { ReadyCheck } from "./checks.ts";

/** The pings of a Linux box that come to an end, as a pattern of the whole command: nothing a shell would act on. */
export const linuxPings = "ping -n -c [1-9] -W [1-9](?: -I [\\w.\\-]+)? [\\w.:][\\w.:\\-]*";

/** The ready-made ping of a Linux box; a VRF is one of its interfaces. Source: ping(8) of iputils. */
export const linuxPing: ReadyCheck = {
  command: "ping -n -c 3 -W 1[ -I {vrf}] {address}",
  expect: "\\b[1-9]\\d* (?:packets )?received",
};
