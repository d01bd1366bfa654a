import type {
  Dialogue,
  LimitName,
  Mode,
  Orphans,
  Paste,
  Pending,
  Refusal,
  Say,
  Verb,
  Window,
} from "../../platform/dialogue.ts";
import {
  flag,
  list,
  mapping,
  named,
  optional,
  questions,
  type Schema,
  type SchemaOf,
  text,
  texts,
} from "./schema-words.ts";

const prompts: SchemaOf<Readonly<Record<Mode, string>>> = {
  shell: text("prompt of a Unix shell below the command line"),
  exec: text("prompt before privileges were given"),
  privileged: text("prompt of the mode from which everything can be shown"),
  config: text("prompt of the mode that takes configuration lines, in all its sections"),
};

const mode: Schema = { enum: Object.keys(prompts), description: "the mode of a prompt" };

const refusal: SchemaOf<Refusal> = {
  when: text("what the answer must match"),
  message: text("what is wrong, in words of your own"),
  hint: text("what the person who reads it should do"),
};

const limitSeconds = (seconds: number, description: string): Schema => ({
  type: "number",
  exclusiveMinimum: 0,
  maximum: 3600,
  default: seconds,
  description: `seconds for ${description}; ${seconds} where absent`,
});

const limits: SchemaOf<Readonly<Record<LimitName, number>>> = {
  command: limitSeconds(30, "an ordinary command"),
  line: limitSeconds(30, "a configuration line"),
  read: limitSeconds(120, "printing the configuration"),
  commit: limitSeconds(120, "activating a change"),
};

const say: SchemaOf<Say> = {
  say: text("the command as it is typed", { pattern: "^[^\\n]+$" }),
  into: mode,
  expect: text("what the answer must match"),
  refuse: list(
    mapping(refusal, ["when", "message"]),
    "known refusals; the first that matches is told",
  ),
  rejects: texts(
    "the answer is about the lines of the change: what `harmless` and `expect` do not know refuses one; group 1 is its number",
  ),
  questions: questions("questions that may come instead of a prompt"),
  limit: { enum: Object.keys(limits), description: "which limit bounds the wait; `command`" },
};

const verb: SchemaOf<Verb> = {
  in: mode,
  enter: named("say"),
  steps: list(named("step"), "commands one after the other; none where there is nothing to do"),
};

const way: Schema = {
  enum: ["forth", "back"],
  description: "the lines that make the change, where absent, or those that take it back",
};

const lines = mapping({ type: { enum: ["lines", "paste"] }, way }, ["type"]);

const pasted: SchemaOf<Paste> = {
  type: { const: "paste" },
  open: text("the command that takes lines until it is ended"),
  close: text("what ends them: ^D for Control-D"),
  expect: text("what the answer must match; {digest} is the SHA-256 of what was pasted"),
  rejects: texts("patterns of refusals; group 1 is the number of the line"),
  way,
  text: {
    type: "string",
    minLength: 1,
    maxLength: 20_000,
    description: "a text of your own instead",
  },
};

const paste = mapping(pasted, ["type", "open", "close", "rejects"]);

/** What the rest of a platform's schema refers to. */
export const dialogueDefinitions: Readonly<Record<string, Schema>> = {
  say: mapping(say, ["say"]),
  verb: mapping(verb, ["in", "steps"]),
  step: {
    if: { type: "object", required: ["type"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      if: { type: "object", properties: { type: { const: "paste" } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: paste,
      else: lines,
    },
    else: named("say"),
  },
};

const pending: SchemaOf<Pending> = {
  ask: text("the command that shows whether a timer runs"),
  running: text("what its answer matches while any timer runs"),
  ours: text("what it matches besides when the timer is that of {id}"),
  idle: text("what it matches when no timer runs"),
};

const orphans: SchemaOf<Orphans> = {
  ask: text("the command that lists candidates"),
  each: text("one of ours in its answer; group 1 is the {id}"),
  drop: named("say"),
};

const count = (description: string, standard: number, maximum: number): Schema => ({
  type: "integer",
  minimum: 1,
  maximum,
  default: standard,
  description: `${description}; ${standard} where absent`,
});

const window: SchemaOf<Window> = {
  config: count("lines of a change that may be unanswered", 1, 64),
  show: count("commands that change nothing that may be unanswered", 1, 64),
  bytes: count("bytes that may be unanswered", 240, 65_536),
};

const nothing = { in: "privileged", steps: [] };

const dialogue: SchemaOf<Dialogue> = {
  prompts: mapping(prompts, [], { description: "one pattern for each mode" }),
  decorations: texts("lines that a prompt brings along above itself", { default: [] }),
  pager: text("the text of a pager that waits for a key", { default: "^ ?-+ ?[Mm]ore ?-+ ?$" }),
  home: {
    enum: ["privileged", "shell"],
    default: "privileged",
    description: "the mode in which verbs begin and the box is read",
  },
  climb: list(
    mapping({ from: mode, step: named("say") }, ["from", "step"]),
    "how to get to the home mode",
    { default: [] },
  ),
  enter: named("say"),
  leave: named("say"),
  fromConfig: text("how a command is said in configuration mode", { default: "{command}" }),
  fromShell: text("how a command is said in a Unix shell; it comes quoted", {
    default: "{command}",
  }),
  ofShell: texts("commands that are the shell's own: said there as they stand", { default: [] }),
  setup: list(named("say"), "said once after the login: no pager, wide lines", { default: [] }),
  read: named("say"),
  harmless: texts("answers to configuration lines that mean nothing bad", { default: [] }),
  refusals: texts("what a refusal looks like, for every command", { minItems: 1 }),
  noise: texts("unsolicited text that may break in anywhere, to the end of its line", {
    default: [],
  }),
  window: mapping(window, [], {
    default: {},
    description: "how much is typed ahead of the device's answers",
  }),
  limits: mapping(limits, [], { default: {}, description: "seconds, by what is waited for" }),
  live: { ...flag("a typed line is live at once"), default: false },
  timer: {
    enum: ["box", "controller"],
    default: "box",
    description: "who takes back what nobody confirms",
  },
  literal: {
    type: "string",
    maxLength: 2,
    default: "",
    description: "typed before ? and tab where the terminal takes them for keys: ^V for Control-V",
  },
  pending: mapping(pending, Object.keys(pending), {
    description: "the question whether a commit timer runs",
  }),
  orphans: mapping(orphans, Object.keys(orphans), {
    description: "candidates of ours that a broken connection left behind",
  }),
  ready: { ...named("verb"), default: nothing },
  prepare: named("verb"),
  trial: named("verb"),
  discard: { ...named("verb"), default: nothing },
  confirm: named("verb"),
  restore: named("verb"),
  save: { ...named("verb"), default: nothing },
};

const required: readonly (keyof Dialogue)[] = [
  "prompts",
  "read",
  "refusals",
  "prepare",
  "trial",
  "confirm",
  "restore",
];

/** JSON Schema of a dialogue; needs `dialogueDefinitions`. */
export const dialogueSchema: Schema = mapping(dialogue, required, {
  description: "the words of the command line",
});

/** The same for a file that says only what differs. */
export const dialogueChangeSchema: Schema = optional({
  ...dialogueSchema,
  properties: {
    ...dialogue,
    prompts: optional(dialogue.prompts),
    window: optional(dialogue.window),
    limits: optional(dialogue.limits),
    pending: optional(dialogue.pending),
  },
});
