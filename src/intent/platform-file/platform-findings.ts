import { grammarFaults } from "../../config/grammar/grammar-faults.ts";
import type { Finding } from "../../errors.ts";
import type { Checks } from "../../platform/checks.ts";
import type { Dialogue, Mode, Step, Verb } from "../../platform/dialogue.ts";
import type { Grammar, Rule } from "../../platform/grammar.ts";
import type { Platform } from "../../platform/platform.ts";
import { didYouMean } from "../did-you-mean.ts";
import { pointerBelow } from "../pointer.ts";
import type { SourceDocument } from "../source-document.ts";
import { dialogueTexts, verbNames } from "./dialogue-texts.ts";
import { regexFault, unknownWord } from "./regex-fault.ts";

/** What a file says of a platform, in the right shape. */
export type PlatformPart = {
  readonly grammar?: Partial<Grammar>;
  readonly dialogue?: Partial<Dialogue>;
  readonly checks?: Partial<Checks>;
};

/** What a schema cannot see in a file: patterns that do not compile, names nobody fills in, verbs that cannot work. */
export function platformFindings(
  part: PlatformPart,
  whole: Platform,
  source: SourceDocument,
): Finding[] {
  return [
    ...grammarFindings(part.grammar ?? {}, whole.grammar, source),
    ...textFindings(part.dialogue ?? {}, source),
    ...modeFindings(part.dialogue ?? {}, whole.dialogue, source),
    ...lifeFindings(whole.dialogue, source),
    ...checkFindings(part.checks ?? {}, source),
  ];
}

function grammarFindings(
  part: Partial<Grammar>,
  whole: Grammar,
  source: SourceDocument,
): Finding[] {
  const regexes = [
    ...(part.volatile ?? []).map((text, index) => [`/grammar/volatile/${index}`, text] as const),
    ...Object.entries(part.types ?? {}).map(
      ([name, text]) => [`/grammar/types/${name}`, text] as const,
    ),
    ...questionsIn(part.rules ?? [], "/grammar/rules"),
    ...questionsIn(part.common ?? [], "/grammar/common"),
  ];
  return [
    ...grammarFaults(part, whole).map(({ pointer, message, written, known }) =>
      wrong(
        source,
        `/grammar${pointer}`,
        message,
        written === undefined ? undefined : didYouMean(written, known ?? []),
      ),
    ),
    ...regexes.flatMap(([pointer, text]) => regexFindings(pointer, text, [], source)),
  ];
}

/** Patterns of questions, with their pointers. */
function questionsIn(rules: readonly Rule[], pointer: string): (readonly [string, string])[] {
  return rules.flatMap(({ unsetAsks = [], section }, index) => [
    ...unsetAsks.map(({ when }, at) => [`${pointer}/${index}/unsetAsks/${at}/when`, when] as const),
    ...(section === undefined || section.rules === "top"
      ? []
      : questionsIn(section.rules, `${pointer}/${index}/section/rules`)),
  ]);
}

/** The words of a check are filled in by whoever writes it. */
function checkFindings(
  { shows = [], ready = {} }: Partial<Checks>,
  source: SourceDocument,
): Finding[] {
  const anywhere = shows.map((text, index) => [`/checks/shows/${index}`, text, []] as const);
  const questions = Object.entries(ready).flatMap(([subject, states]) =>
    Object.entries(states).flatMap(([state, { command, expect, numbers = {} }]) => {
      const at = `/checks/ready${pointerBelow(pointerBelow("", subject), state)}`;
      const words = [...command.matchAll(/\{(\w+)\}/g)].map(([, word = ""]) => word);
      return [
        [`${at}/expect`, expect, [...words, "prefix"]] as const,
        ...Object.entries(numbers).map(
          ([word, text]) => [`${at}/numbers/${word}`, text, words] as const,
        ),
      ];
    }),
  );
  return [...anywhere, ...questions].flatMap(([pointer, text, words]) =>
    regexFindings(pointer, text, words, source),
  );
}

/** Patterns that are looked for in every answer: one that matches everything hides refusals, or makes them. */
const decisive = /^\/(?:prompts|pager|harmless|refusals|noise|pending)\b/;

function textFindings(dialogue: Partial<Dialogue>, source: SourceDocument): Finding[] {
  return dialogueTexts(dialogue).flatMap(({ pointer, text, kind, words }) => {
    if (kind === "pattern")
      return regexFindings(`/dialogue${pointer}`, text, words, source, !decisive.test(pointer));
    const unknown = unknownWord(text, words);
    return unknown === undefined
      ? []
      : [
          wrong(
            source,
            `/dialogue${pointer}`,
            `\`{${unknown}}\` is not filled in here`,
            didYouMean(unknown, words),
          ),
        ];
  });
}

function regexFindings(
  pointer: string,
  text: string,
  words: readonly string[],
  source: SourceDocument,
  mayBeEmpty = true,
): Finding[] {
  const fault = regexFault(text, words, mayBeEmpty);
  if (fault === undefined) return [];
  const { message, hint, unknown } = fault;
  return [wrong(source, pointer, message, hint ?? (unknown && didYouMean(unknown, words)))];
}

/** Verbs begin, and commands end, in modes that have a prompt. */
function modeFindings(
  part: Partial<Dialogue>,
  { prompts }: Dialogue,
  source: SourceDocument,
): Finding[] {
  const said: readonly ModeText[] = [
    ["/home", part.home],
    ...(["enter", "leave", "read"] as const).map(
      (key): ModeText => [`/${key}/into`, part[key]?.into],
    ),
    ...(part.climb ?? []).flatMap(({ from, step }, index): ModeText[] => [
      [`/climb/${index}/from`, from],
      [`/climb/${index}/step/into`, step.into],
    ]),
    ...verbNames.flatMap((name) => verbModes(part[name], `/${name}`)),
  ];
  return said.flatMap(([pointer, mode]) =>
    mode === undefined || prompts[mode] !== undefined
      ? []
      : [
          wrong(
            source,
            `/dialogue${pointer}`,
            `no prompt says what \`${mode}\` mode looks like`,
            `add it to \`prompts\`, which has ${Object.keys(prompts).join(", ")}`,
          ),
        ],
  );
}

type ModeText = readonly [pointer: string, mode: Mode | undefined];

function verbModes(verb: Verb | undefined, pointer: string): ModeText[] {
  if (verb === undefined) return [];
  return [
    [`${pointer}/in`, verb.in],
    [`${pointer}/enter/into`, verb.enter?.into],
    ...verb.steps.map(
      (step, index): ModeText => [
        `${pointer}/steps/${index}/into`,
        "say" in step ? step.into : undefined,
      ],
    ),
  ];
}

/** What would not fail but do the wrong thing: a change that is never typed, a timer of others taken for ours. */
function lifeFindings(dialogue: Dialogue, source: SourceDocument): Finding[] {
  const steps = [...dialogue.prepare.steps, ...dialogue.trial.steps];
  const typing = steps.filter(typesChange).length;
  const findings: Finding[] = [];
  if (typing !== 1)
    findings.push(
      wrong(
        source,
        "/dialogue/prepare",
        `${typing === 0 ? "no step" : "more than one step"} of \`prepare\` and \`trial\` types the change`,
        "one of their steps is `type: lines`, or `type: paste`",
      ),
    );
  findings.push(...timerFindings(dialogue, source));
  const { orphans } = dialogue;
  if (orphans !== undefined && !/\((?!\?)/.test(orphans.each))
    findings.push(
      wrong(
        source,
        "/dialogue/orphans/each",
        "nothing tells whose candidate it is",
        "group 1 is the {id} it was begun with: ^netctl-(\\S+)",
      ),
    );
  if (!dialogue.fromConfig.includes("{command}"))
    findings.push(
      wrong(source, "/dialogue/fromConfig", "the command is lost", "it must hold {command}"),
    );
  return findings;
}

/** Lines of the change on their way to the box; scripts and the way back may go along with them. */
function typesChange(step: Step): boolean {
  if ("say" in step || step.way === "back") return false;
  return step.type === "lines" || step.text === undefined;
}

/** A timer that nobody can ask for, and a way back that nobody knows. */
function timerFindings(dialogue: Dialogue, source: SourceDocument): Finding[] {
  const { pending, timer, restore } = dialogue;
  if (timer === "controller") {
    const isTyped = restore.steps.some((step) => !("say" in step) && step.way === "back");
    if (isTyped) return [];
    const hint = "without a timer of the box's own, one step is `type: lines` with `way: back`";
    return [wrong(source, "/dialogue/restore", "no step of `restore` takes the change back", hint)];
  }
  const whole = ["ask", "running", "ours", "idle"] as const;
  if (whole.some((key) => pending?.[key] === undefined)) {
    const hint = "say `ask`, `running`, `ours` and `idle`, or `timer: controller` if it has none";
    return [wrong(source, "/dialogue/pending", "nothing says whether the box's timer runs", hint)];
  }
  if (/\{(?:id|user)\}/.test(pending?.ours ?? "")) return [];
  const hint = "it must hold {id}, the name of the change, or at least {user}";
  const message = "nothing tells our timer from that of others";
  return [wrong(source, "/dialogue/pending/ours", message, hint)];
}

function wrong(
  source: SourceDocument,
  pointer: string,
  message: string,
  hint: string | undefined,
): Finding {
  const place = source.placeOf(pointer);
  return { code: "NC1041", message, place, ...(hint === undefined ? {} : { hint }) };
}
