import { isThere, type Node } from "../config.ts";
import { without } from "../grammar/members.ts";
import { accumulated, type Statement } from "../grammar/statement.ts";
import { withMembers } from "../syntax/builder.ts";

/** What a slot says once a line is typed into it: a set by its members, else with the parts of the old that stay. */
export function typedOver(statement: Statement, before: Node | undefined): Statement {
  return withWhatStays(memberwise(statement, before), before);
}

function withWhatStays(statement: Statement, before: Node | undefined): Statement {
  const isKept = statement.rule.data.replace === "accumulate" && isThere(before);
  return isKept && !before.statement.isNegative
    ? accumulated(statement, before.statement)
    : statement;
}

function memberwise(statement: Statement, before: Node | undefined): Statement {
  if (statement.effect !== "add" && statement.effect !== "remove") return statement;
  const had = before?.statement.members ?? [];
  const given = statement.members ?? [];
  const list = statement.effect === "add" ? [...had, ...without(given, had)] : without(had, given);
  return withMembers(statement, list);
}
