import { NetctlError } from "../errors.ts";
import type { ChangeSet, Command, Difference } from "./change-set.ts";
import type { Children, Config, PlatformGrammar } from "./config.ts";
import { digestChildren, digestConfig } from "./digest-config.ts";
import { type Echo, heard } from "./echo.ts";
import { rememberingContrasts } from "./goal/contrast.ts";
import { differencesOf } from "./goal/difference.ts";
import { goal, type Ownership } from "./goal/target.ts";
import { unfulfilled } from "./goal/unfulfilled.ts";
import { compileGrammar } from "./grammar/compile-grammar.ts";
import { simulateHierarchy } from "./model/simulate-hierarchy.ts";
import { type Outcome, simulateLines } from "./model/simulate-lines.ts";
import { fileAsRead, fileOf } from "./plan/plan-file.ts";
import { planHierarchy } from "./plan/plan-hierarchy.ts";
import { planLines } from "./plan/plan-lines.ts";
import { printConfig } from "./print-config.ts";
import { joinRanges } from "./ranges/join-ranges.ts";

/** The three sides of one device, and who its configuration belongs to. `applied` is undefined before the first apply. */
export type ChangeSetInput = {
  readonly platform: PlatformGrammar;
  readonly applied: Config | undefined;
  readonly candidate: Config;
  readonly running: Config;
  readonly ownership: Ownership;
  /** What the device is known to print for lines it was sent (see echo.ts); none where absent. */
  readonly echo?: readonly Echo[];
};

/** Rounds in which what a simulation left over is planned once more. */
const ROUNDS = 3;

/**
 * What must be typed to bring a device from what it runs to what the candidate asks, and back. Both ways are
 * simulated first: one that does not arrive is refused (NetctlError `refused`), with the lines that are left over.
 */
export function changeSet(input: ChangeSetInput): ChangeSet {
  return rememberingContrasts(() => changeSetOf(input));
}

function changeSetOf(input: ChangeSetInput): ChangeSet {
  const { platform, applied, candidate, ownership } = input;
  const running = heard(input.running, candidate, input.echo ?? []);
  const sides = {
    running: running.children,
    applied: applied?.children,
    candidate: candidate.children,
  };
  const wanted = goal(sides, ownership);
  if (platform.grammar.syntax === "statements") return wholeFile(input, wanted);
  const differences = differencesOf(running.children, wanted, applied?.children);
  const forth = way(running.children, wanted, platform, "commands");
  const back = way(forth.children, running.children, platform, "way back");
  return {
    forth: forth.commands,
    back: back.commands,
    differences: joinRanges(differences, compileGrammar(platform.grammar)),
    before: digestConfig(input.running),
    after: digestChildren(forth.children),
  };
}

/** The change of a device that is given a whole file: what is sent is the file, one way and the other. */
function wholeFile(input: ChangeSetInput, wanted: Children): ChangeSet {
  const { running, applied } = input;
  const { grammar } = input.platform;
  // A device that nothing is declared for keeps its file: an empty one would be none.
  const differences =
    wanted.size === 0 ? [] : differencesOf(running.children, wanted, applied?.children);
  const isSame = differences.length === 0;
  return {
    forth: isSame ? [] : fileOf(wanted, grammar),
    back: isSame ? [] : fileAsRead(printConfig(running), grammar),
    differences,
    before: digestConfig(running),
    after: digestChildren(wanted),
  };
}

/** Commands that lead from one configuration to another, and the configuration they lead to in the simulation. */
function way(
  from: Children,
  to: Children,
  platform: PlatformGrammar,
  what: string,
): { readonly commands: readonly Command[]; readonly children: Children } {
  let commands: readonly Command[] = [];
  let now = from;
  let problems: readonly string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const next = plan(now, to, platform);
    if (next.length === 0) break;
    const outcome = simulate(now, next, platform);
    commands = commands.length === 0 ? next : [...commands, ...next];
    now = outcome.children;
    problems = outcome.problems;
    if (unfulfilled(now, to).length === 0) return { commands, children: now };
  }
  const residue = unfulfilled(now, to);
  if (residue.length > 0) throw refusal(residue, problems, what);
  return { commands, children: now };
}

function plan(from: Children, to: Children, { grammar }: PlatformGrammar): readonly Command[] {
  return grammar.syntax === "hierarchy"
    ? planHierarchy(from, to)
    : planLines(from, to, compileGrammar(grammar));
}

/** What a device would have after these commands, by the grammar's model of it. */
export function simulate(
  from: Children,
  commands: readonly Command[],
  { grammar }: PlatformGrammar,
): Outcome {
  const table = compileGrammar(grammar);
  return grammar.syntax === "hierarchy"
    ? simulateHierarchy(from, commands, table)
    : simulateLines(from, commands, table);
}

function refusal(
  residue: readonly Difference[],
  problems: readonly string[],
  what: string,
): NetctlError {
  const lines = residue.map(
    ({ kind, section, line }) => `${kind} ${[...section, line].join(" / ")}`,
  );
  return new NetctlError("refused", `the ${what} found for this change would not lead there`, {
    words: [...lines, ...problems].slice(0, 30).join("\n"),
    hint: "nothing was sent; the lines left over are shown: change the platform's grammar or split the change",
  });
}
