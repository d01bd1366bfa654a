import type {
  Expand,
  Grammar,
  Ordered,
  Rule,
  Section,
  Sequence,
  SetVerbs,
} from "../../platform/grammar.ts";
import type { Guard } from "../../platform/guard.ts";
import {
  flag,
  list,
  mapping,
  named,
  questions,
  type Schema,
  type SchemaOf,
  text,
  texts,
} from "./schema-words.ts";

const whole = (description: string, minimum: number): Schema => ({
  type: "integer",
  minimum,
  maximum: 4_294_967_295,
  description,
});

const expand: SchemaOf<Expand> = {
  key: text("the capture of `match`, its last word, that then names several"),
  of: { enum: ["list", "span"], description: "`list`: 10-12,15; `span`: first and last, 0 4" },
  line: text("the line that names several, where `match` has other words"),
  joined: flag("neighbours of which the same is said are typed as one"),
};

const setVerbs: SchemaOf<SetVerbs> = {
  of: { enum: ["range", "words"], description: "`range`: 10,20-22; `words`: separated by spaces" },
  capture: text("the capture of `match` that holds the members"),
  add: text("the line that adds members"),
  remove: text("the line that takes members away"),
  limit: whole("members one typed line may hold", 1),
};

const sequence: SchemaOf<Sequence> = {
  first: whole("number of the first entry", 0),
  step: whole("distance between entries", 1),
  standIn: text("entry with {seq} that stands in while the only one is exchanged"),
  resequence: text("line typed at the top that numbers anew, with {first} and {step}"),
};

const ordered: SchemaOf<Ordered> = {
  insert: text("the line that puts an entry before {next}"),
  list: text("the list, where a section has several of one kind, or one of several kinds"),
  whole: flag("what takes an entry away takes the whole list"),
};

const section: SchemaOf<Section> = {
  rules: {
    description: "lines that may stand inside; `top`: those of the top",
    if: { type: "string" },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { const: "top" },
    else: list(named("rule"), "lines that may stand inside"),
  },
  delete: {
    enum: ["line", "children", "never"],
    description: "how the whole is taken away: its own line, line by line inside, or never",
  },
  exit: text("what leaves this section; `exit` of the grammar where absent"),
  scope: flag("names that begin with ./ hold inside this section"),
};

const rule: SchemaOf<Rule> = {
  match: text("the line as a pattern: description <text...:text>"),
  also: texts("other spellings of the same"),
  section: mapping(section, ["rules", "delete"], {
    description: "what may stand inside, where this line opens a section",
  }),
  expand: mapping(expand, ["key", "of"], { description: "several sections named in one line" }),
  replace: {
    enum: ["overwrite", "accumulate", "negate-first", "recreate"],
    description: "how a new value takes the place of another",
  },
  unset: text("the line that takes it away; the negation and the line where absent"),
  unsetAsks: questions("what the device may ask before it takes the line away"),
  default: texts("lines that mean the same as its absence", { minItems: 1 }),
  negative: { const: "kept", description: "the device prints the negated form as a line" },
  remove: { const: "never", description: "no command that takes it away is made" },
  manage: { const: "never", description: "the line is not ours at all" },
  added: flag("the device puts such lines in by itself"),
  secret: flag("the device rewrites the value"),
  set: mapping(setVerbs, Object.keys(setVerbs), { description: "the value is a set" }),
  sequence: mapping(sequence, ["first", "step"], { description: "entries numbered by {seq}" }),
  renumbers: text("pattern of the sections that this command numbers anew"),
  ordered: mapping(ordered, [], { description: "entries count in the order they stand" }),
  block: {
    ...mapping(
      {
        end: { enum: ["delimiter", "line"], description: "how the block ends" },
        line: text("the line that ends it, where it ends at a line"),
      },
      ["end"],
    ),
    if: { type: "object", properties: { end: { const: "line" } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { type: "object", required: ["line"] },
    description: "text of several lines that is not looked into",
  },
  wipes: texts("slots of the same scope that are cleared when this one changes"),
  unsetWipes: texts("slots that are cleared when this one is taken away"),
  precedes: texts("slots that are set only after this one changed"),
  follows: texts("slots that are taken away only before this one changes"),
  takesAlong: texts("slots that fall when this line falls"),
  defines: texts("names this line brings into being"),
  refs: texts("names it needs"),
  claims: texts("names only one line may hold at a time"),
  shares: texts("names several such lines may hold, but none beside a line that claims it"),
  bars: texts("names it must not stand beside, claimed or shared by others"),
  scopeOf: text("capture that names what its siblings belong to"),
  holder: text("what a claim is made for, by name, where another line says where that belongs"),
  places: text("such a name: its claims hold only inside the section that this line stands in"),
  rank: { type: "integer", minimum: 0, maximum: 1000, description: "lower is typed earlier; 50" },
};

/** JSON Schema of one rule of a grammar, for `definitions`. */
export const ruleSchema: Schema = mapping(rule, ["match"]);

const guard: SchemaOf<Guard> = {
  addresses: texts("lines with an {address}, below a section named by {interface}", {
    default: [],
  }),
  about: texts("lines elsewhere that are about an {interface}", { default: [] }),
  routes: texts("static routes, by {prefix}", { default: [] }),
  access: texts("lines that decide who may log in; {user} is netctl's own", { default: [] }),
  harmless: texts("lines that cut nothing off", { default: [] }),
};

const grammar: SchemaOf<Grammar> = {
  syntax: {
    enum: ["indented", "hierarchy", "statements"],
    description:
      "`indented`: sections by indentation; `hierarchy`: words in braces; `statements`: a file, given whole",
  },
  indent: { type: "integer", minimum: 1, maximum: 8, default: 1, description: "spaces per level" },
  negation: {
    type: "string",
    maxLength: 40,
    pattern: "^\\S*$",
    description: 'the word that takes a line away, such as "no"; "" in a hierarchy',
  },
  comments: texts("beginnings of comment lines", { default: [] }),
  closers: texts("lines that only close a section", { default: [] }),
  exit: { type: "string", maxLength: 100, default: "exit", description: "what leaves a section" },
  volatile: texts("regular expressions of whole lines that are no configuration", { default: [] }),
  types: {
    type: "object",
    additionalProperties: text("a regular expression"),
    propertyNames: { pattern: "^[A-Za-z]\\w*$" },
    default: {},
    description: "regular expressions by name, for {name:type} in patterns",
  },
  delimiters: {
    type: "string",
    maxLength: 40,
    default: "",
    description: "characters that may enclose a banner",
  },
  rules: list(named("rule"), "what may stand at the top, in the device's order"),
  common: list(named("rule"), "rules that hold inside every section", { default: [] }),
  guard: mapping(guard, [], {
    description: "what can cut netctl off, by the words a path begins with",
  }),
};

/** JSON Schema of a grammar; needs `rule` among the definitions. */
export const grammarSchema: Schema = mapping(grammar, ["syntax", "negation", "rules"], {
  description: "how a configuration is written and changed",
});
