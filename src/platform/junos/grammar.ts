import type { Grammar } from "../grammar.ts";
import { junosGuard } from "./guard.ts";
import { everywhereRules, sectionRules } from "./hierarchy.ts";

/** The hierarchy of Junos, as `show configuration` prints it, in braces or as `set` lines. */
export const grammar: Grammar = {
  syntax: "hierarchy",
  indent: 4,
  negation: "",
  comments: ["#", "!"],
  closers: [],
  exit: "",
  volatile: ["version \\S+", "set version \\S+"],
  types: {},
  delimiters: "",
  guard: junosGuard,
  common: everywhereRules,
  rules: sectionRules,
};
