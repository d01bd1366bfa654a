import type { Dialogue } from "../dialogue.ts";
import { linuxPings } from "../linux-ping.ts";

/** The file BIRD starts with, and the one a change is tried from, beside it so that BIRD's own user can read it. */
const kept = "/etc/bird/bird.conf";
const tried = "/etc/bird/netctl.conf";

const ownLock = '[ "$(cat ~/.netctl/lock 2> /dev/null)" = {id} ]';
const release = `${ownLock} && rm -f ~/.netctl/lock ${tried}; echo netctl: released`;

/** Whether BIRD counts down to an undo, and which transaction holds the lock, in one line. */
const state =
  "id=$(cat ~/.netctl/lock 2> /dev/null); s=$(birdc configure status 2>&1); case $s in *'undo in'*) echo netctl: trial $id;; *'up and running'*) [ -n \"$id\" ] && echo netctl: staged $id || echo netctl: idle;; *) echo \"$s\";; esac";

const notRunning = {
  when: "Unable to connect|[Pp]ermission denied",
  message: "its BIRD does not run, or its account may not speak to it",
  hint: "start BIRD, and put the account into the group bird",
};

/**
 * How BIRD 2 is worked from an account with a shell: its whole file is replaced, tried and confirmed by its own
 * `configure … timeout`. Source: BIRD User's Guide, "Remote control", and what BIRD 2.0.12 was seen to do.
 */
export const birdDialogue: Dialogue = {
  prompts: {
    shell: "^(?:netctl> |[$#%] |\\S{0,80}[@:~\\])]\\S{0,80} ?\\S{0,80}[$#%>] ?)$",
  },
  decorations: [],
  pager: "^--More--$",
  home: "shell",
  climb: [],
  fromConfig: "{command}",
  fromShell: "birdc {command}",
  ofShell: [linuxPings],
  setup: [{ say: "exec env PS1='netctl> ' PS2= ENV= LC_ALL=C PATH=\"$PATH:/usr/sbin:/sbin\" sh" }],
  read: {
    say: `f=${kept}; birdc configure status | grep -q 'undo in' && f=${tried}; cat $f; echo '# end of configuration'`,
    limit: "read",
    expect: "^# end of configuration$",
  },
  harmless: ["^netctl: reading$", "^BIRD \\S+ ready\\.$", "^Reading configuration\\b"],
  refusals: ["^sh: .*: not found$", "No such file or directory$", "^Unable to connect"],
  noise: [],
  window: { config: 1, show: 1, bytes: 4096 },
  limits: { command: 30, line: 30, read: 120, commit: 120 },
  live: false,
  timer: "box",
  literal: "",
  pending: {
    ask: state,
    running: "^netctl: trial\\b",
    ours: "^netctl: trial {id}$",
    idle: "^netctl: (?:idle|staged)\\b",
  },
  orphans: { ask: state, each: "^netctl: staged (\\S+)$", drop: { say: release } },
  ready: {
    in: "shell",
    steps: [
      {
        say: `birdc show status; [ -r ${kept} ] && [ -w /etc/bird ] || echo netctl: no access`,
        expect: "^Daemon is up and running$",
        refuse: [
          notRunning,
          {
            when: "^netctl: no access$",
            message: "its account may not write /etc/bird",
            hint: "put the account into the group bird, and let the group write /etc/bird",
          },
        ],
      },
    ],
  },
  prepare: {
    in: "shell",
    steps: [
      {
        say: `cd; umask 077; mkdir -p .netctl; echo {id} > .netctl/{id}; ln .netctl/{id} .netctl/lock 2> /dev/null; rm -f .netctl/{id}; ${ownLock} && echo netctl: locked || echo netctl: held by $(cat ~/.netctl/lock)`,
        expect: "^netctl: locked$",
        refuse: [
          {
            when: "^netctl: held by",
            message: "somebody else's change is under way on it",
            hint: "wait until it is confirmed or taken back; `cat ~/.netctl/lock` on the router names it",
          },
        ],
      },
      // It may hold passwords: nobody but BIRD and the account reads it.
      {
        say: `rm -f ${tried}; : > ${tried} && chgrp bird ${tried} && chmod 640 ${tried} && echo netctl: ready`,
        expect: "^netctl: ready$",
      },
      {
        type: "paste",
        open: `echo netctl: reading; cat > ${tried}; sha256sum ${tried}`,
        close: "\u0004",
        expect: "^{digest}\\b",
        rejects: [],
      },
      {
        say: `birdc configure check '"${tried}"'`,
        expect: "^Configuration OK$",
        rejects: ["netctl\\.conf:(\\d+):"],
        limit: "commit",
      },
    ],
  },
  trial: {
    in: "shell",
    steps: [
      {
        say: `birdc configure '"${tried}"' timeout $(({minutes} * 60))`,
        expect: "^(?:Undo scheduled in|Reconfigured|Reconfiguration in progress)",
        rejects: ["netctl\\.conf:(\\d+):"],
        limit: "commit",
      },
    ],
  },
  discard: { in: "shell", steps: [{ say: release }] },
  // The file it starts with is replaced at once: a restart from now on is to find what runs.
  confirm: {
    in: "shell",
    steps: [
      {
        say: "birdc configure confirm",
        expect: "^Reconfiguration confirmed$",
        limit: "commit",
        refuse: [
          { when: "^Nothing to do", message: "its timer has taken the change back already" },
        ],
      },
      { say: `mv -f ${tried} ${kept} && ${release}`, expect: "^netctl: released$" },
    ],
  },
  restore: {
    in: "shell",
    steps: [
      {
        say: "birdc configure undo",
        expect: "^(?:Reconfigured|Reconfiguration in progress|Nothing to do)",
        limit: "commit",
      },
      { say: release },
    ],
  },
  save: { in: "shell", steps: [] },
};
