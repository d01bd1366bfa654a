import type { Grammar, Ordered } from "../grammar.ts";

/** Statements of all these kinds count in the order they stand in the file. */
const file: Ordered = { list: "file" };

/**
 * Configuration of BIRD 2: a file of statements, read from top to bottom. What is used must stand above its use, so that
 * what defines comes first and keeps its order.
 */
export const birdGrammar: Grammar = {
  syntax: "statements",
  indent: 2,
  negation: "",
  comments: ["#"],
  closers: [],
  exit: "",
  volatile: ["# end of configuration"],
  types: {},
  delimiters: "",
  common: [],
  rules: [
    { match: "log <target> <classes...>", ordered: file },
    { match: "hostname <name>" },
    { match: "router id <id...>" },
    { match: "include <file...>", ordered: file },
    { match: "define {name} = <value...>", ordered: file },
    { match: "{family} table {name} <options...>" },
    { match: "function {signature...}", ordered: file },
    { match: "filter {name...}", ordered: file },
    { match: "template {kind} {name} <options...>", ordered: file },
    { match: "protocol {kind} {name...}" },
  ],
};
