import type { Answer } from "../device.ts";
import { commitCheck } from "./junos-check.ts";
import { candidate, type JunosSession, leave, wrong } from "./junos-session.ts";
import { activate, arm, confirm, running } from "./junos-state.ts";
import { copyTree } from "./junos-tree.ts";

type Wish = {
  readonly isCheck: boolean;
  readonly minutes: number | undefined;
  readonly comment: string | undefined;
  readonly isQuitting: boolean;
};

/** `commit [check | confirmed N] [comment "…"] [and-quit]` (devices.md 4.5). */
export function commit(session: JunosSession, typed: string): Answer {
  const wish = read(typed);
  if (typeof wish === "number") return { text: wrong(session, wish, "syntax error.") };
  const { state, editor } = session;
  const { faults } = state.surroundings;
  const holder = state.editors.find((other) => other.kind === "exclusive" && other !== editor);
  if (holder !== undefined)
    return {
      text: `error: configuration database locked by:\n  ${holder.login?.user ?? "netadmin"} terminal pts/${holder.login?.line ?? 9} (pid ${holder.pid})\n      exclusive [edit]\n`,
    };
  if (wish.minutes !== undefined && editor?.kind === "private")
    return { text: "error: commit confirmed not allowed in private edit\n" };
  const found = faults.has("check-fails")
    ? [
        "[edit interfaces]",
        "  'ge-0/0/0'",
        "    Family MTU is too large relative to device MTU",
        "error: configuration check-out failed",
      ]
    : commitCheck(candidate(session));
  if (found.length > 0) return { text: `${found.join("\n")}\n` };
  if (state.unconfirmed !== undefined && wish.minutes === undefined && faults.has("confirm-fails"))
    return { text: "error: commit failed: (statements constraint check failed)\n" };
  if (wish.isCheck) {
    // Either `commit` or `commit check` confirms; the check activates nothing (devices.md 4.5).
    confirm(state);
    return { text: "configuration check succeeds\n" };
  }
  if (faults.has("commit-fails"))
    return { text: "error: commit failed: (validation hook evaluation failed)\n" };
  return carryOut(session, wish);
}

function carryOut(session: JunosSession, wish: Wish): Answer {
  const { state, login } = session;
  const before = running(state);
  const { minutes, comment } = wish;
  activate(state, {
    ...{ tree: candidate(session), user: login.user, via: "cli" },
    ...{ comment, confirmMinutes: minutes },
  });
  if (session.own !== undefined) state.candidate = copyTree(running(state));
  let text = "commit complete\n";
  if (minutes === undefined) confirm(state);
  else {
    arm(state, minutes, before);
    text = `commit confirmed will be automatically rolled back in ${minutes} minutes unless confirmed\n${text}`;
  }
  if (!wish.isQuitting) return { text };
  leave(session);
  return { text: `${text}Exiting configuration mode\n` };
}

/** The column of the first word that is wrong, or what is wished. */
function read(typed: string): Wish | number {
  const given = [...typed.matchAll(/"[^"]*"|\S+/g)].slice(1);
  let wish: Wish = { isCheck: false, isQuitting: false, minutes: undefined, comment: undefined };
  while (given.length > 0) {
    const word = given.shift();
    const next = given[0]?.[0] ?? "";
    switch (word?.[0]) {
      case "check":
        wish = { ...wish, isCheck: true };
        break;
      case "and-quit":
        wish = { ...wish, isQuitting: true };
        break;
      case "comment":
        wish = { ...wish, comment: next.replace(/^"|"$/g, "") };
        given.shift();
        break;
      case "confirmed":
        wish = { ...wish, minutes: /^\d+$/.test(next) ? Number(given.shift()?.[0]) : 10 };
        break;
      default:
        return word?.index ?? 0;
    }
  }
  const { minutes = 1 } = wish;
  return minutes >= 1 && minutes <= 65_535 ? wish : typed.length;
}
