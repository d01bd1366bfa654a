import type { Dialogue, Paste } from "../dialogue.ts";
import { linuxPings } from "../linux-ping.ts";
import { onBox } from "./on-box.ts";

/** Puts a file beside the change; what arrived is what was sent, or its digest differs. */
function file(name: string): Pick<Paste, "type" | "open" | "close" | "expect" | "rejects"> {
  return {
    type: "paste",
    open: `echo netctl: reading; cat > ~/.netctl/{id}/${name}; sha256sum ~/.netctl/{id}/${name}`,
    close: "\u0004",
    expect: "^{digest}\\b",
    rejects: [],
  };
}

const box = (verb: string) => `sh ~/.netctl/{id}/box ${verb} {id}`;

/** What stands on the router for the transaction that holds the lock, in one line. */
const state =
  'id=$(cat ~/.netctl/lock 2> /dev/null); if [ -z "$id" ]; then echo netctl: idle; elif [ -e ~/.netctl/$id/box ]; then sh ~/.netctl/$id/box state $id; else echo netctl: staged $id; fi';

const held = {
  when: "^netctl: held by",
  message: "somebody else's change is under way on it",
  hint: "wait until it is confirmed or taken back; `cat ~/.netctl/lock` on the router names it",
};

/**
 * How FRRouting is worked from an account with a shell: `vtysh` for what is shown, a program of ours on the box for the
 * life of a change. Source: FRR User Guide, "VTY shell", and what FRR 8.4 was seen to do.
 */
export const frrDialogue: Dialogue = {
  prompts: {
    shell: "^(?:netctl> |[$#%] |\\S{0,80}[@:~\\])]\\S{0,80} ?\\S{0,80}[$#%>] ?)$",
    privileged: "^[\\w.\\-]{1,63}# $",
  },
  decorations: [],
  pager: "^(?:--More--|:)$",
  home: "shell",
  climb: [],
  fromConfig: "do {command}",
  fromShell: "vtysh -c {command}",
  ofShell: [linuxPings],
  // A plain shell, whatever the account has: no history, no line editing, no words in other languages.
  setup: [{ say: "exec env PS1='netctl> ' PS2= ENV= LC_ALL=C PATH=\"$PATH:/usr/sbin:/sbin\" sh" }],
  read: { say: "vtysh -c 'show running-config no-header'", limit: "read", expect: "^end$" },
  harmless: [
    "^netctl: reading$",
    "^The route-map '[^']*' does not exist\\.$",
    "^% Refusing to remove a non-existent route$",
    "^There is already same aggregate network\\.$",
    "^Static Route to \\S+ not installed currently because dependent config not fully available$",
    // Of a value that was typed over one of another kind before: it goes all the same.
    "^% \\[\\w+\\] Can't find rule\\.$",
    "^% OSPF: Reference bandwidth is changed\\.$",
    "^\\s+Please ensure reference bandwidth is consistent across all routers$",
  ],
  refusals: ["^netctl: refused", "^sh: .*: not found$", "No such file or directory$"],
  noise: [],
  // One command after the other: what is typed ahead would be read by the command before.
  window: { config: 1, show: 1, bytes: 4096 },
  limits: { command: 30, line: 30, read: 120, commit: 180 },
  live: false,
  timer: "box",
  literal: "",
  pending: {
    ask: state,
    running: "^netctl: (?:trial|restoring) ",
    ours: "^netctl: (?:trial|restoring) {id}$",
    idle: "^netctl: (?:idle|staged|unguarded|confirmed)\\b",
  },
  orphans: {
    ask: state,
    each: "^netctl: (?:staged|unguarded|confirmed) (\\S+)$",
    drop: { say: "rm -f ~/.netctl/lock; rm -rf ~/.netctl/{id}" },
  },
  ready: {
    in: "shell",
    steps: [
      {
        say: "for tool in vtysh setsid sha256sum cmp awk; do command -v $tool > /dev/null || echo netctl: lacks $tool; done; vtysh -c 'show version' | head -1",
        expect: "^FRRouting ",
        refuse: [
          {
            when: "^netctl: lacks ",
            message: "it lacks a program that a timed change needs",
            hint: "install util-linux, coreutils, diffutils and awk on the router",
          },
          {
            when: "failed to connect|[Pp]ermission denied",
            message: "its account may not use vtysh",
            hint: "put the account into the group frrvty",
          },
        ],
      },
    ],
  },
  prepare: {
    in: "shell",
    steps: [
      {
        say: 'cd; umask 077; rm -rf .netctl/{id}; mkdir -p .netctl/{id} && cd .netctl && echo {id} > {id}/id && ln {id}/id lock 2> /dev/null; [ "$(cat lock)" = {id} ] && echo netctl: locked || echo netctl: held by $(cat lock); cd',
        expect: "^netctl: locked$",
        refuse: [held],
      },
      { ...file("box"), text: onBox },
      { ...file("back"), way: "back" },
      file("forth"),
      {
        say: box("prepare"),
        expect: "^netctl: prepared {id}$",
        rejects: ["^line (\\d+):"],
        limit: "commit",
      },
    ],
  },
  trial: {
    in: "shell",
    steps: [
      {
        say: `${box("trial")} {minutes}`,
        expect: "^netctl: applied {id}$",
        rejects: ["^line (\\d+):"],
        limit: "commit",
      },
    ],
  },
  discard: {
    in: "shell",
    steps: [
      {
        say: `if [ -e ~/.netctl/{id}/box ]; then ${box("discard")}; else rm -rf ~/.netctl/{id}; [ "$(cat ~/.netctl/lock 2> /dev/null)" = {id} ] && rm -f ~/.netctl/lock; fi`,
      },
    ],
  },
  confirm: {
    in: "shell",
    steps: [{ say: box("confirm"), expect: "^netctl: confirmed {id}$", limit: "commit" }],
  },
  restore: {
    in: "shell",
    steps: [{ say: box("restore"), expect: "^netctl: restored {id}$", limit: "commit" }],
  },
  save: {
    in: "shell",
    steps: [
      {
        say: "vtysh -c 'write memory'",
        limit: "commit",
        // An account that cannot give the file back to its owner saves it all the same, and is told no [OK].
        expect: "^\\[OK\\]|^Integrated configuration saved to ",
        refuse: [
          {
            when: "failed to open configuration file|[Pp]ermission denied",
            message: "its account may not write /etc/frr: its startup configuration is the old one",
            hint: "let the group frrvty write /etc/frr and /etc/frr/frr.conf",
          },
        ],
      },
    ],
  },
};
