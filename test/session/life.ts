import { script } from "../../src/config/script.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import type { Platform } from "../../src/platform/platform.ts";
import type { ChangeLine } from "../../src/session/change-line.ts";
import { parseKnownHosts } from "../../src/session/known-hosts.ts";
import { type Change, Session } from "../../src/session/session.ts";
import type { Target } from "../../src/session/target.ts";
import type { TestLab } from "../lab/support.ts";

/** A box of the lab with the change that the tests take through its life there. */
export type Subject = {
  readonly box: string;
  readonly product: string;
  readonly platform: Platform;
  /** Lines of a change: sections, a new host name, a banner, lines wider than 80 columns. */
  readonly lines: readonly ChangeLine[];
  /** Texts that the running configuration holds after the change and not before. */
  readonly signs: readonly string[];
};

const long = "a description that is much wider than the eighty columns of a terminal from long ago";

/** One box of each platform. */
export const subjects: readonly Subject[] = [
  subject("csr1", "csr1000v", "iosxe", [
    ...["hostname edge-1", "interface Loopback9", `description ${long}`],
    ...["ip address 192.0.2.9 255.255.255.255", "exit", "interface Loopback8"],
    ...["ip address 192.0.2.8 255.255.255.255", "exit", "router bgp 65001"],
    ...["neighbor 192.0.2.77 remote-as 65002", "address-family ipv4", "exit", "exit"],
    ...["username guest privilege 1", "no username guest"],
    ["banner motd ^Keep out", "of edge-1#", "^"],
  ]),
  subject("vsrx1", "vsrx", "junos", [
    "set system host-name edge-1",
    `set interfaces ge-0/0/3 description "${long}"`,
    "set interfaces ge-0/0/3 unit 0 family inet address 192.0.2.9/32",
  ]),
  subject("veos1", "veos", "eos", [
    ...["hostname edge-1", "interface Loopback9", `description ${long}`],
    ...["ip address 192.0.2.9/32", "exit", "interface Loopback8", "ip address 192.0.2.8/32"],
    ...["exit", "router bgp 65001", "neighbor 192.0.2.77 remote-as 65002", "exit"],
    ["banner motd", "of edge-1#", "EOF"],
  ]),
];

function subject(
  box: string,
  product: string,
  name: string,
  lines: readonly (string | readonly string[])[],
): Subject {
  const platform = builtInPlatforms.get(name);
  if (!platform) throw new Error(`no platform ${name}`);
  const signs = ["edge-1", long, "192.0.2.9"];
  return {
    box,
    product,
    platform,
    lines: lines.flatMap((line) => changeLines(line, platform)),
    signs,
  };
}

function changeLines(given: string | readonly string[], platform: Platform): ChangeLine[] {
  const texts = typeof given === "string" ? [given] : given;
  const [{ questions = [] } = {}] = script([{ section: [], line: texts[0] ?? "" }], platform);
  return texts.map((text, index) => ({
    text,
    answers: index === texts.length - 1 ? "prompt" : "none",
    opens: /^(?:interface|router|address-family) /.test(text),
    ...(questions.length > 0 ? { questions } : {}),
  }));
}

/** A session to the box, as netctl opens it. */
export async function openSession(
  lab: TestLab,
  { box, platform }: Subject,
  more: Partial<Target> = {},
): Promise<Session> {
  const { host, port, user, password, hostKey } = lab.box(box);
  const knownHosts = parseKnownHosts(`[${host}]:${port} ${hostKey}\n`, "known_hosts");
  const target = { device: box, host, port, user, password, ...more };
  return Session.open({ target, platform, knownHosts });
}

/** The subject's change as transaction `id`. */
export function changeOf({ lines }: Subject, id: string): Change {
  return { id, minutes: 5, forth: lines, back: [] };
}
