import type { Dialogue, Say, Step, Verb } from "../../platform/dialogue.ts";

/** One text of a dialogue: where it stands below the dialogue, what it is, and the `{name}`s filled in before use. */
export type DialogueText = {
  readonly pointer: string;
  readonly text: string;
  readonly kind: "pattern" | "command";
  readonly words: readonly string[];
};

/** The verbs of a change's life. */
export const verbNames = [
  "ready",
  "prepare",
  "trial",
  "discard",
  "confirm",
  "restore",
  "save",
] as const;

const NONE: readonly string[] = [];
const LOGIN = ["user"];
const CHANGE = ["id", "minutes", "hms", "user"];
const LISTS = ["decorations", "ofShell", "harmless", "refusals", "noise"] as const;

/** Every pattern and command of a dialogue, or of what a file says about one. */
export function dialogueTexts(dialogue: Partial<Dialogue>): DialogueText[] {
  const { pager, climb, setup, fromConfig, fromShell, pending, orphans } = dialogue;
  return [
    ...Object.entries(dialogue.prompts ?? {}).map(([mode, source]) =>
      pattern(`/prompts/${mode}`, source, NONE),
    ),
    ...LISTS.flatMap((key) =>
      (dialogue[key] ?? []).map((source, index) => pattern(`/${key}/${index}`, source, NONE)),
    ),
    ...(pager === undefined ? [] : [pattern("/pager", pager, NONE)]),
    ...(climb ?? []).flatMap(({ step }, index) => sayTexts(step, `/climb/${index}/step`, LOGIN)),
    ...sayTexts(dialogue.enter, "/enter", CHANGE),
    ...sayTexts(dialogue.leave, "/leave", CHANGE),
    ...sayTexts(dialogue.read, "/read", NONE),
    ...(setup ?? []).flatMap((say, index) => sayTexts(say, `/setup/${index}`, NONE)),
    ...(fromConfig === undefined ? [] : [command("/fromConfig", fromConfig, ["command"])]),
    ...(fromShell === undefined ? [] : [command("/fromShell", fromShell, ["command"])]),
    ...Object.entries(pending ?? {}).map(([key, text]) =>
      key === "ask"
        ? command("/pending/ask", text, NONE)
        : pattern(`/pending/${key}`, text, ["id", "user"]),
    ),
    ...(orphans === undefined
      ? []
      : [
          command("/orphans/ask", orphans.ask, NONE),
          pattern("/orphans/each", orphans.each, NONE),
          ...sayTexts(orphans.drop, "/orphans/drop", ["id"]),
        ]),
    ...verbNames.flatMap((name) => verbTexts(dialogue[name], `/${name}`)),
  ];
}

function pattern(pointer: string, text: string, words: readonly string[]): DialogueText {
  return { pointer, text, kind: "pattern", words };
}

function command(pointer: string, text: string, words: readonly string[]): DialogueText {
  return { pointer, text, kind: "command", words };
}

function sayTexts(say: Say | undefined, pointer: string, words: readonly string[]): DialogueText[] {
  if (say === undefined) return [];
  const { expect, refuse, rejects, questions } = say;
  return [
    command(`${pointer}/say`, say.say, words),
    ...(expect === undefined ? [] : [pattern(`${pointer}/expect`, expect, words)]),
    ...(refuse ?? []).map(({ when }, index) =>
      pattern(`${pointer}/refuse/${index}/when`, when, words),
    ),
    ...(rejects ?? []).map((source, index) => pattern(`${pointer}/rejects/${index}`, source, NONE)),
    ...(questions ?? []).flatMap(({ when, reply }, index) => [
      pattern(`${pointer}/questions/${index}/when`, when, NONE),
      // A reply is never shown to anybody, which a command in an error message is.
      command(`${pointer}/questions/${index}/reply`, reply, [...words, "enable"]),
    ]),
  ];
}

function verbTexts(verb: Verb | undefined, pointer: string): DialogueText[] {
  if (verb === undefined) return [];
  return [
    ...sayTexts(verb.enter, `${pointer}/enter`, CHANGE),
    ...verb.steps.flatMap((step, index) => stepTexts(step, `${pointer}/steps/${index}`)),
  ];
}

function stepTexts(step: Step, pointer: string): DialogueText[] {
  if ("say" in step) return sayTexts(step, pointer, CHANGE);
  if (step.type === "lines") return [];
  return [
    command(`${pointer}/open`, step.open, CHANGE),
    ...(step.expect === undefined
      ? []
      : [pattern(`${pointer}/expect`, step.expect, [...CHANGE, "digest"])]),
    ...step.rejects.map((source, index) => pattern(`${pointer}/rejects/${index}`, source, NONE)),
  ];
}
