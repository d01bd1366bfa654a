import type { Grammar } from "../grammar.ts";

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
    { match: "log <target> <classes...>", ordered: {} },
    { match: "hostname <name>" },
    { match: "router id <id...>" },
    { match: "include <file...>", ordered: {} },
    { match: "define {name} = <value...>", ordered: {} },
    { match: "{family} table {name} <options...>" },
    { match: "function {signature...}", ordered: {} },
    { match: "filter {name...}", ordered: {} },
    { match: "template {kind} {name} <options...>", ordered: {} },
    { match: "protocol {kind} {name...}" },
  ],
};
