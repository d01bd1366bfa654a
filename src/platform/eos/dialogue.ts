import type { Dialogue } from "../dialogue.ts";

const syslog =
  "(?:[A-Z][a-z]{2} +\\d+ [\\d:.]+[^%]*: )?%[A-Z0-9_]+(?:-[A-Z0-9_]+)*-\\d-[A-Z0-9_]+: ";

const pendingLimit = {
  when: "Maximum number of pending sessions",
  message: "no further configuration session can be opened",
  hint: "look at `show configuration sessions` and abort the sessions nobody needs",
};

/** What EOS says and wants to hear. Source: Arista EOS User Manual, "Configure Session". */
export const eosDialogue: Dialogue = {
  prompts: {
    config: "^[\\w.\\-@/:]{1,63}(?:\\(s\\d\\))?\\(config[^)\\s]*\\)#\\s?$",
    privileged: "^[\\w.\\-@/:]{1,63}(?:\\(s\\d\\))?#\\s?$",
    exec: "^[\\w.\\-@/:]{1,63}(?:\\(s\\d\\))?>\\s?$",
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
            when: "% ?Bad (?:passwords?|secrets?)",
            message: "the enable password was refused",
            hint: "give `enable` in the device's credential",
          },
        ],
      },
    },
  ],
  enter: { say: "configure", into: "config" },
  leave: { say: "end", into: "privileged" },
  fromConfig: "{command}",
  fromShell: "{command}",
  ofShell: [],
  // Not wider than 511: one release closed the channel after `terminal width 32767`.
  setup: [{ say: "terminal length 0" }, { say: "terminal width 511" }],
  read: { say: "show running-config", limit: "read", expect: "^end$" },
  harmless: ["^! ", "^Enter TEXT message\\.", "^% Writing "],
  refusals: ["^% ?(?!Writing )", "^%% "],
  noise: [syslog],
  // Nothing is live before the commit, and the line discipline of the box's Linux holds 4,096 bytes.
  window: { config: 64, show: 8, bytes: 2048 },
  limits: { command: 30, line: 30, read: 120, commit: 120 },
  live: false,
  timer: "box",
  literal: "",
  pending: {
    ask: "show configuration sessions detail | no-more",
    // Releases before 4.32 say it in the state column, later ones in a line of its own.
    running:
      "^Session with pending commit timer: (?!<none>)\\S+|^[ *\\-]*\\S+ +pendingCommitTimer\\b",
    ours: "^Session with pending commit timer: netctl-{id}\\b|^[ *\\-]*netctl-{id} +pendingCommitTimer\\b",
    idle: "^Maximum number of pending sessions",
  },
  // A session outlives its connection until somebody aborts it, and five of them block everybody.
  orphans: {
    ask: "show configuration sessions detail | no-more",
    each: "^[ *\\-]*netctl-(\\S+) +pending\\b",
    drop: { say: "configure session netctl-{id} abort" },
  },
  ready: { in: "privileged", steps: [] },
  prepare: {
    in: "privileged",
    steps: [
      { say: "configure session netctl-{id}", into: "config", refuse: [pendingLimit] },
      { type: "lines" },
      // Leaves the session pending: it is committed by name, from wherever netctl stands then.
      { say: "end", into: "privileged" },
    ],
  },
  trial: {
    in: "privileged",
    steps: [{ say: "configure session netctl-{id} commit timer {hms}", limit: "commit" }],
  },
  discard: { in: "privileged", steps: [{ say: "configure session netctl-{id} abort" }] },
  confirm: {
    in: "privileged",
    steps: [{ say: "configure session netctl-{id} commit", limit: "commit" }],
  },
  restore: {
    in: "privileged",
    steps: [{ say: "configure session netctl-{id} abort", limit: "commit" }],
  },
  save: {
    in: "privileged",
    steps: [
      {
        say: "write memory",
        limit: "commit",
        expect: "Copy completed successfully",
        refuse: [
          {
            when: "[Nn]o space left",
            message: "no space left on its flash: its startup configuration is the old one",
            hint: "make room there, then type on it: write memory",
          },
        ],
      },
    ],
  },
};
