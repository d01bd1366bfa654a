import type { Dialogue } from "../dialogue.ts";

/** Log lines that may break in anywhere, with or without a number and a timestamp. */
const syslog =
  "(?:(?:\\d+: )?[*.]?[A-Z][a-z]{2} +\\d+ [\\d:.]+[^%]*: )?%[A-Z0-9_]+(?:-[A-Z0-9_]+)*-\\d-[A-Z0-9_]+: ";

const lockHint = "somebody else is configuring the device: try again when they have finished";

/** What IOS-XE says and wants to hear. Source: Cisco command reference, "Configuration Rollback Confirmed Change". */
export const iosxeDialogue: Dialogue = {
  prompts: {
    config: "^[\\w.\\-@/:+]{1,63}\\((?!tcl)[^)\\s]+\\)#\\s?$",
    privileged: "^[\\w.\\-@/:+]{1,63}#\\s?$",
    exec: "^[\\w.\\-@/:+]{1,63}>\\s?$",
  },
  decorations: [],
  pager: "^ ?--More-- ?$",
  home: "privileged",
  climb: [
    {
      from: "exec",
      step: {
        say: "enable",
        into: "privileged",
        questions: [{ when: "^Password: ?$", reply: "{enable}" }],
        refuse: [
          {
            when: "% ?(?:Bad (?:passwords?|secrets?)|Access denied|No password set)",
            message: "the enable password was refused",
            hint: "give `enable` in the device's credential",
          },
        ],
      },
    },
  ],
  enter: { say: "configure terminal", into: "config" },
  leave: { say: "end", into: "privileged" },
  fromConfig: "do {command}",
  fromShell: "{command}",
  ofShell: [],
  setup: [
    { say: "terminal length 0" },
    { say: "terminal width 511" },
    { say: "terminal no monitor" },
  ],
  read: { say: "show running-config", limit: "read", expect: "^end$" },
  // "Enter TEXT message" precedes a banner's text; the others are notes IOS prints for accepted lines.
  // The addresses that a VRF takes along are part of every change set's simulation.
  harmless: [
    "^Enter TEXT message\\.",
    "^%? ?(?:Warning|Note|INFO)\\b",
    "^Building configuration",
    "^% IPv4 and IPv6 addresses from all interfaces in VRF \\S+ have been removed",
    "^% Interface \\S+ IPv[46] disabled and address\\(es\\) removed due to",
  ],
  refusals: [
    "^ *% ?(?!\\s*$)",
    "^Command [Rr]ejected",
    "^Command authorization failed",
    "[Bb]ad mask",
  ],
  // The last three are what a timer says that nears its end or fires, to whoever is logged in.
  noise: [
    syslog,
    "Rollback Confirmed Change: Rollback will begin",
    'Enter "configure confirm" if you wish',
    "Rollback Confirmed Change: rolling to:",
    "[*.]?[A-Z][a-z]{2} +\\d+ [\\d:.]+: Rollback: ?Acquired Configuration lock",
  ],
  // The size of a vty's input buffer is nowhere documented. Cisco's own driver (NSO's cisco-ios NED) sends a hundred
  // lines at a time unless told otherwise; the bytes are half of what terminals have held for decades, and a lost byte
  // is noticed, for then no echo fits.
  window: { config: 64, show: 8, bytes: 2048 },
  limits: { command: 30, line: 30, read: 120, commit: 120 },
  live: true,
  timer: "box",
  literal: "",
  pending: {
    ask: "show archive config rollback timer",
    running: "^Timer (?:type|value)",
    ours: "^User: {user}\\s*$",
    idle: "No Rollback Confirmed Change pending",
  },
  ready: {
    in: "privileged",
    steps: [
      {
        say: "show archive",
        refuse: [
          {
            when: "Archive feature not enabled",
            message: "the archive is off, so a timed change cannot be armed",
            hint: "add to the device: `archive` and below it ` path bootflash:`",
          },
        ],
      },
    ],
  },
  prepare: { in: "privileged", steps: [] },
  trial: {
    in: "privileged",
    steps: [
      {
        say: "configure terminal revert timer {minutes}",
        into: "config",
        limit: "commit",
        refuse: [
          {
            when: "Turn config archive on",
            message: "the archive is off, so a timed change cannot be armed",
            hint: "add to the device: `archive` and below it ` path bootflash:`",
          },
          {
            when: "locked|cannot be entered",
            message: "configuration mode is locked",
            hint: lockHint,
          },
        ],
      },
      { type: "lines" },
      { say: "end", into: "privileged" },
    ],
  },
  // Nothing is staged on a platform without a candidate.
  discard: { in: "privileged", steps: [] },
  confirm: { in: "privileged", steps: [{ say: "configure confirm", limit: "commit" }] },
  restore: { in: "privileged", steps: [{ say: "configure revert now", limit: "commit" }] },
  save: {
    in: "privileged",
    steps: [
      {
        say: "write memory",
        limit: "commit",
        expect: "\\[OK\\]",
        refuse: [
          {
            when: "[Nn]o space left|not enough space",
            message: "no space left on its flash: its startup configuration is the old one",
            hint: "make room there, then type on it: write memory",
          },
        ],
        questions: [{ when: "\\[confirm\\]\\s?$", reply: "" }],
      },
    ],
  },
};
