import { type Children, type Node, plainNode } from "../config.ts";
import { sequenceGroup } from "../grammar/compile-grammar.ts";
import { membersText, without } from "../grammar/members.ts";
import { altered, type Statement, understood } from "../grammar/statement.ts";
import type { Origin } from "../origin.ts";

/** A section under construction. */
export type OpenChildren = Map<string, Node>;

/** What is known of a line besides what it says. */
export type Extras = {
  readonly origin: Origin | undefined;
  readonly body?: readonly string[] | undefined;
  readonly marks?: string;
};

/** Puts lines among their siblings, as the device would if they were typed in this order. */
export class Builder {
  private readonly lastNumbers = new WeakMap<OpenChildren, Map<string, number>>();
  /** Sections that other configurations have too: they are copied before anything is put in. */
  private readonly shared = new WeakSet<Children>();

  /** Puts in a section as it was read before, with all that stands in it; false where one of its name stands there. */
  placeKnown(into: OpenChildren, section: Node): boolean {
    const { key } = section.statement;
    if (into.has(key)) return false;
    into.set(key, section);
    this.share(section);
    return true;
  }

  /** From now on other configurations may have this section too. */
  share({ children }: Node): void {
    if (children !== undefined) this.shared.add(children);
  }

  /**
   * Puts one line in and gives the section it opens, where it opens one. A repeated section is continued, a set is
   * added to, an entry without a number gets one, anything else replaces what stood in its slot.
   */
  place(into: OpenChildren, given: Statement, extras: Extras): OpenChildren | undefined {
    const statement = this.numbered(into, given);
    if (statement.rule.data.section !== undefined && !statement.isNegative) {
      return this.open(into, statement, extras);
    }
    into.set(statement.key, node(joinedSet(statement, into), extras, undefined));
    return undefined;
  }

  /** Opens the section of a line, also where nothing but what follows says that it is one. */
  open(into: OpenChildren, statement: Statement, extras: Extras): OpenChildren {
    const before = into.get(statement.key);
    const children = this.opened(before?.children);
    const isContinued =
      before?.children !== undefined &&
      before.statement.value === statement.value &&
      before.marks === (extras.marks ?? "");
    if (!isContinued) into.set(statement.key, node(statement, extras, children));
    else if (children !== before.children) into.set(statement.key, { ...before, children });
    return children;
  }

  private opened(children: Children | undefined): OpenChildren {
    if (children === undefined) return new Map();
    if (!this.shared.has(children)) return children as OpenChildren;
    for (const inside of children.values()) this.share(inside);
    return new Map(children);
  }

  private numbered(into: OpenChildren, statement: Statement): Statement {
    const { sequence } = statement.rule.data;
    if (sequence === undefined || statement.isNegative) return statement;
    const numbers = this.lastNumbers.get(into) ?? numbersIn(into);
    this.lastNumbers.set(into, numbers);
    const group = sequenceGroup(statement.rule, statement.captures);
    const last = numbers.get(group);
    const written = statement.captures["seq"];
    const seq =
      written !== undefined
        ? Number(written)
        : last === undefined
          ? sequence.first
          : last + sequence.step;
    numbers.set(group, Math.max(last ?? 0, seq));
    return written === undefined ? withNumber(statement, seq) : statement;
  }
}

/** The last number of each list. */
function numbersIn(section: Children): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { statement } of section.values()) {
    const { rule, captures, isNegative } = statement;
    if (rule.data.sequence === undefined || isNegative) continue;
    const group = sequenceGroup(rule, captures);
    numbers.set(group, Math.max(numbers.get(group) ?? 0, Number(captures["seq"])));
  }
  return numbers;
}

/** The number an entry was given last: the next reading of the same list gives it the same. */
const lastNumbered = new WeakMap<Statement, Statement>();

/** The same entry under another number. */
export function withNumber(statement: Statement, number: number): Statement {
  const seq = String(number);
  if (statement.isPlaced && statement.captures["seq"] === seq) return statement;
  const last = lastNumbered.get(statement);
  if (last?.captures["seq"] === seq) return last;
  const captures = { ...statement.captures, seq };
  const numbered = altered(understood(statement.rule, captures), { isPlaced: true });
  lastNumbered.set(statement, numbered);
  return numbered;
}

/** The same set with other members. */
export function withMembers(statement: Statement, list: readonly string[]): Statement {
  const { rule, captures } = statement;
  const { set } = rule.data;
  if (set === undefined) return statement;
  const sorted =
    set.of === "range" ? [...list].sort((a, b) => Number(a) - Number(b)) : [...list].sort();
  const text = sorted.length === 0 ? "none" : membersText(sorted, set.of);
  return altered(understood(rule, { ...captures, [set.capture]: text }), { members: sorted });
}

function node(statement: Statement, extras: Extras, children: Children | undefined): Node {
  const { origin, body, marks = "" } = extras;
  const isPlain = origin === undefined && body === undefined && marks === "";
  return isPlain && children === undefined
    ? plainNode(statement)
    : { statement, children, body, marks, origin };
}

function joinedSet(statement: Statement, into: OpenChildren): Statement {
  if (statement.effect !== "add" && statement.effect !== "remove") return statement;
  const had = into.get(statement.key)?.statement.members ?? [];
  const given = statement.members ?? [];
  return withMembers(
    statement,
    statement.effect === "add" ? [...had, ...without(given, had)] : without(had, given),
  );
}
