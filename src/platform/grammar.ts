// The grammar of a platform's configuration, as plain data: what a line is called (its slot), how it is changed
// and taken away, what it defines, needs, claims and destroys. Nothing here is code: a network engineer writes the
// same shape as YAML in `templates/<platform>/platform.yaml`.
//
// Patterns are words separated by one space:
//   word             itself
//   {name}           one word; part of the slot's key: two lines that differ here are two things
//   <name>           one word; the value: two lines that differ only here are one thing changed
//   {name...}        everything to the end of the line (may be empty), as key; `<name...>` as value, `...` for short
//   (a|b)            one of these words; part of the key. `(a|b:name)` gives it a name
//   [x y]            may be missing; taken as value or key by what stands in it
//   {name:type}      one word of a type: `int`, `ip`, `prefix`, `lower`, `text` and `bag` are built in, others are
//                    regular expressions named in `types`. Numbers and addresses are compared in canonical form;
//                    `text` (for `...`) is kept to the byte, `bag` (for `...`) compares words in any order.
// The rule whose pattern has most literal words wins.

import type { Question } from "./dialogue.ts";

import type { Guard } from "./guard.ts";

/** What may stand in one configuration and how it behaves. */
export type Grammar = {
  /**
   * `indented`: lines in sections by indentation. `hierarchy`: words in braces, said as `set` and `delete`. `statements`:
   * a file whose statements end with their braces; they are not looked into, and the device is given the whole file.
   */
  readonly syntax: "indented" | "hierarchy" | "statements";
  /** Spaces per level in canonical text. */
  readonly indent: number;
  /** The word before a line that takes it away: `no`. */
  readonly negation: string;
  /** A line that begins with one of these is a comment. */
  readonly comments: readonly string[];
  /** Lines that only close a section: `exit-address-family`, `exit`, `end`. Never compared. */
  readonly closers: readonly string[];
  /** What closes any section that names no `exit` of its own, when it must be left to go on. */
  readonly exit: string;
  /** Regular expressions for whole lines that are no configuration: time stamps, byte counts. */
  readonly volatile: readonly string[];
  /** Regular expressions, by name, for the types used in patterns. */
  readonly types: Readonly<Record<string, string>>;
  /** Characters that may enclose a banner when it is typed; the first that is not in the text is taken. */
  readonly delimiters: string;
  /** What may stand at the top, in the order of canonical text. */
  readonly rules: readonly Rule[];
  /** Rules that hold inside every section, after the section's own. */
  readonly common: readonly Rule[];
  /** What can cut netctl off; absent where nobody has said. */
  readonly guard?: Guard;
};

/** One kind of line. A rule with value captures is a slot with one value; one without is there or not there. */
export type Rule = {
  readonly match: string;
  /** Other spellings of the same; they must bring the same names. */
  readonly also?: readonly string[];
  /** Lines inside, where this line opens a section. */
  readonly section?: Section;
  /** Several such sections may be named in one line. */
  readonly expand?: Expand;
  /**
   * How a new value is put in place of another; `overwrite` where absent. `accumulate`: optional parts that were typed
   * once stay, so that the old line goes first where one of them falls away. `recreate`: the old section goes first.
   */
  readonly replace?: "overwrite" | "accumulate" | "negate-first" | "recreate";
  /** Line that takes the slot away, with captures filled in: `no description`. Where absent: negation and the line. */
  readonly unset?: string;
  /** Lines that mean the same as the slot's absence: `no shutdown`. The first is typed to get there. */
  readonly default?: readonly string[];
  /** What the device may ask before it takes the slot away: the whole last line, as a regular expression. */
  readonly unsetAsks?: readonly Question[];
  /** `kept`: the device prints the negated form as a line of its own (`no neighbor X activate`). */
  readonly negative?: "kept";
  /** `never`: no command takes it away, but for the way back from a change that put it there; `manage: never`: the line is not ours at all. */
  readonly remove?: "never";
  readonly manage?: "never";
  /** The device puts such lines in by itself: alone they keep no section alive, and nobody misses them. */
  readonly added?: boolean;
  /** The device rewrites the value (hashes it): the printed value is trusted while the intended one is unchanged. */
  readonly secret?: boolean;
  /** The value is a set of numbers or words, changed member by member. */
  readonly set?: SetVerbs;
  /** Entries are numbered by the key `seq`; entries written without numbers are placed by their order. */
  readonly sequence?: Sequence;
  /** A command, not a line: numbers the entries of the sections this pattern names anew, `<first>` and `<step>`. */
  readonly renumbers?: string;
  /** Entries count in the order they stand. */
  readonly ordered?: Ordered;
  /** Text of several lines that is not looked into. */
  readonly block?: Block;
  /**
   * Patterns of slots of the same scope that the device clears when this one is typed with another value. With `A where
   * B` it does so for every line of the scope that matches `B`: `neighbor {m} weight where neighbor {m} peer-group {n}`.
   * Optional words in brackets and choices stand for all their ways.
   */
  readonly wipes?: readonly string[];
  /** The same for taking it away; `wipes` where absent. */
  readonly unsetWipes?: readonly string[];
  /** Patterns, as for `wipes`, of slots that are set only after this one changed: till then the device would not note it. */
  readonly precedes?: readonly string[];
  /** Patterns, as for `wipes`, of slots that are taken away only before this one changes: afterwards it would not. */
  readonly follows?: readonly string[];
  /** Patterns that fall as well when this line is wiped by another: members go with their group. */
  readonly takesAlong?: readonly string[];
  /** Names this line brings into being, as `acl {name}`; with `./` in front they hold inside the scope only. */
  readonly defines?: readonly string[];
  /** Names it needs: defined before, taken away after. */
  readonly refs?: readonly string[];
  /** Names only one line may hold at a time: an address. */
  readonly claims?: readonly string[];
  /** Names several such lines may hold, but none beside a line that claims it: next hops, and a blackhole. */
  readonly shares?: readonly string[];
  /** Names it must not stand beside: every line that claims or shares one of them goes before. */
  readonly bars?: readonly string[];
  /** Capture that names what its siblings belong to, for their claims: the VRF of an interface. */
  readonly scopeOf?: string;
  /** Name of what a claim is made for, where another line says which section that belongs to: `{interface}.{unit}`. */
  readonly holder?: string;
  /** Such a name: the claims made for it hold only among those of its section (a routing instance). */
  readonly places?: string;
  /** Lower is typed earlier inside its section; 50 where absent. */
  readonly rank?: number;
};

/** What a line that opens a section has besides. */
export type Section = {
  /** `top`: the rules of the grammar's own top hold here again (Junos groups). */
  readonly rules: readonly Rule[] | "top";
  /**
   * How the whole is taken away. `line`: its own negation. `children`: line by line, the section line itself stays
   * (a physical interface). `never`: nothing inside is ours to remove as a whole either.
   */
  readonly delete: "line" | "children" | "never";
  /** What leaves it; the grammar's `exit` where absent. */
  readonly exit?: string;
  /** Names that begin with `./` and wipes hold inside this section. */
  readonly scope?: boolean;
};

/**
 * A key that may name several sections at once: `vlan 10-12`, `line vty 0 4`, `interface range Gi1/0/1-4`. Each is
 * compared as a section of its own, by the rule that knows its own line.
 */
export type Expand = {
  /** The capture that names several; it stands last in `match`. */
  readonly key: string;
  /** `list`: names and ranges separated by commas, `10-12,15`. `span`: the first and the last number, `0 4`. */
  readonly of: "list" | "span";
  /** How several are named where `match` has other words: `interface range {interface}`. */
  readonly line?: string;
  /** Neighbours at the top of which the same is said are typed, and shown, as one. */
  readonly joined?: boolean;
};

/** How members of a set are added and taken away: `<members>` stands for them in range form. */
export type SetVerbs = {
  /** `range` for numbers and ranges separated by commas, `words` for words separated by spaces. */
  readonly of: "range" | "words";
  readonly capture: string;
  readonly add: string;
  readonly remove: string;
  /** Numbers, ranges or words a typed line may hold at most, so that it stays within the device's line length. */
  readonly limit: number;
};

/** Numbering of entries. */
export type Sequence = {
  readonly first: number;
  readonly step: number;
  /** Typed at the top to number entries anew where there is no gap, `{first}` by `{step}` (see `renumbers`). */
  readonly resequence?: string;
  /**
   * An entry that says no more than the end of the list does, typed behind the only one while that is exchanged, so
   * that the list is never empty; for lists that cannot be numbered anew.
   */
  readonly standIn?: string;
};

/** Entries that count in the order they stand. */
export type Ordered = {
  /**
   * How an entry gets to its place. In sections it is the whole line, `{next}` being the entry behind it; in a
   * hierarchy it says how the other entry is named after `before` and `after`. Without it entries can only be appended.
   */
  readonly insert?: string;
  /**
   * The list, with captures filled in, where a section has several of one kind of line (`access-list {acl}`), or where
   * several kinds are in one; the entries of one rule in one section are a list where absent.
   */
  readonly list?: string;
  /** No entry is taken away alone: what takes one away takes the list, and those that stay are typed anew. */
  readonly whole?: boolean;
};

/** How a block ends: at the delimiter that its first line brings, or at a line of its own. */
export type Block = { readonly end: "delimiter" } | { readonly end: "line"; readonly line: string };
