import type { Dialogue } from "../dialogue.ts";

/** What a rejected candidate looks like, in loads, checks and commits alike. */
const errors = [
  "^error: ",
  "syntax error",
  "unknown command",
  "missing argument",
  "invalid (?:numeric )?value",
];

const locked = {
  when: "configuration database (?:modified|locked)|shared configuration database modified",
  message: "somebody else holds or edits the candidate configuration",
  hint: "let them commit or roll back their edits, then try again; netctl never touches another's edits",
};

/** What Junos says and wants to hear. Source: Juniper CLI User Guide, "commit", "configure exclusive", "load". */
export const junosDialogue: Dialogue = {
  prompts: {
    shell: "^(?:[\\w.\\-]+@[\\w.\\-]*)?(?::\\S+ )?[%$] ?$|^root@[\\w.\\-]*:\\S+ # $",
    config: "^[\\w.\\-]+(?:@[\\w.\\-]+)?# ?$",
    privileged: "^[\\w.\\-]+(?:@[\\w.\\-]+)?> ?$",
  },
  decorations: [
    "^(?:\\{[\\w:\\-]+\\})?\\[edit[^\\]]*\\]$",
    "^\\{[\\w:\\-]+\\}$",
    "^# commit confirmed will be rolled back",
    "^$",
  ],
  pager: "^---\\(more(?: \\d+%)?\\)---",
  home: "privileged",
  climb: [{ from: "shell", step: { say: "cli", into: "privileged" } }],
  enter: { say: "configure", into: "config" },
  leave: { say: "exit configuration-mode", into: "privileged" },
  fromConfig: "run {command}",
  fromShell: "{command}",
  ofShell: [],
  setup: [
    // Must come first: with it on, the CLI redraws the line while it is typed.
    { say: "set cli complete-on-space off" },
    { say: "set cli screen-length 0" },
    { say: "set cli screen-width 511" },
  ],
  read: { say: "show configuration | display set | no-more", limit: "read", expect: "^set " },
  harmless: ["^load complete$", "^\\[Type \\^D at a new line to end input\\]$"],
  refusals: errors,
  noise: [
    "[A-Z][a-z]{2} +\\d+ [\\d:]{8} .*?[\\w.\\-/]+\\[\\d+\\]: ",
    "Broadcast Message from",
    "^ +\\(no tty\\) at ",
    "^Commit was not confirmed; automatic rollback complete",
  ],
  // The lines of a change go in one paste, which has no prompts.
  window: { config: 1, show: 8, bytes: 1024 },
  limits: { command: 30, line: 60, read: 120, commit: 240 },
  live: false,
  timer: "box",
  literal: "",
  pending: {
    ask: "show system commit | no-more",
    // Older entries keep the words "commit confirmed" for ever: only entry 0 counts.
    running: "^0 +\\S[^\\n]*\\n(?:(?! *\\d+ +\\d{4}-)[^\\n]*\\n)*? +rollback pending",
    ours: "^0 +\\S[^\\n]*\\n +netctl {id}\\b",
    idle: "^0 +\\S",
  },
  ready: { in: "privileged", steps: [] },
  prepare: {
    in: "privileged",
    steps: [
      { say: "configure exclusive", into: "config", refuse: [locked] },
      { type: "paste", open: "load set terminal", close: "\u0004", rejects: ["^terminal:(\\d+):"] },
      { say: "commit check", limit: "commit", expect: "configuration check succeeds" },
    ],
  },
  trial: {
    in: "config",
    steps: [
      {
        say: 'commit confirmed {minutes} comment "netctl {id}"',
        limit: "commit",
        expect: "commit complete",
        refuse: [locked],
      },
    ],
  },
  discard: {
    in: "config",
    steps: [{ say: "rollback 0" }, { say: "exit configuration-mode", into: "privileged" }],
  },
  // `commit check` confirms as `commit` does, but adds no entry and activates nobody's other edits.
  confirm: {
    in: "config",
    steps: [
      { say: "commit check", limit: "commit", expect: "configuration check succeeds" },
      { say: "exit configuration-mode", into: "privileged" },
    ],
  },
  // Alone, so that nobody's uncommitted edits are thrown away or go live with the rollback.
  restore: {
    in: "config",
    enter: { say: "configure exclusive", into: "config", refuse: [locked] },
    steps: [
      { say: "rollback 1", expect: "load complete" },
      { say: 'commit comment "netctl {id} restored"', limit: "commit", expect: "commit complete" },
      { say: "exit configuration-mode", into: "privileged" },
    ],
  },
  // A commit is persistent already.
  save: { in: "privileged", steps: [] },
};
