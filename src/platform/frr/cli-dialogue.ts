import type { Dialogue } from "../dialogue.ts";
import { frrDialogue } from "./dialogue.ts";

/** What `vtysh` says of a line it does not take; some refusals come without the sign. */
const refusals = ["^% ", "is already running", " is not running", "^Failure to communicate"];

/**
 * How FRRouting is worked from an account that gets `vtysh` and nothing else. There is no place for a timer: netctl
 * alone takes a change back, as long as it lives and reaches the router.
 */
export const frrCliDialogue: Dialogue = {
  prompts: {
    config: "^[\\w.\\-]{1,63}\\(config[^)\\s]*\\)# $",
    privileged: "^[\\w.\\-]{1,63}# $",
    exec: "^[\\w.\\-]{1,63}> $",
  },
  decorations: [],
  pager: "^(?:--More--|:)$",
  home: "privileged",
  climb: [{ from: "exec", step: { say: "enable", into: "privileged" } }],
  enter: { say: "configure terminal", into: "config" },
  leave: { say: "end", into: "privileged" },
  fromConfig: "do {command}",
  fromShell: "{command}",
  ofShell: [],
  setup: [{ say: "terminal length 0" }],
  read: { say: "show running-config no-header", limit: "read", expect: "^end$" },
  harmless: frrDialogue.harmless.filter((pattern) => !pattern.startsWith("^netctl")),
  refusals,
  noise: [],
  // Lines are live at once, and a refused one may spoil those behind it.
  window: { config: 1, show: 1, bytes: 1024 },
  limits: { command: 30, line: 30, read: 120, commit: 120 },
  live: true,
  timer: "controller",
  // Control-V: readline takes `?` for help and tab for completion.
  literal: "\u0016",
  ready: { in: "privileged", steps: [{ say: "show version", expect: "^FRRouting " }] },
  prepare: { in: "privileged", steps: [] },
  trial: {
    in: "config",
    steps: [{ type: "lines" }, { say: "end", into: "privileged" }],
  },
  discard: { in: "privileged", steps: [] },
  confirm: { in: "privileged", steps: [] },
  restore: {
    in: "config",
    steps: [
      { type: "lines", way: "back" },
      { say: "end", into: "privileged" },
    ],
  },
  save: {
    in: "privileged",
    steps: [{ say: "write memory", limit: "commit", expect: "^\\[OK\\]" }],
  },
};
