import { parseInterface } from "../../intent/address.ts";
import { checkWords } from "../../intent/check-schema.ts";
import { didYouMean } from "../../intent/did-you-mean.ts";
import type { Json } from "../../intent/intent.ts";
import type { ReadyCheck } from "../../platform/checks.ts";
import type { Platform } from "../../platform/platform.ts";
import { type Asking, type Bounds, boundsText } from "./check.ts";

/** Why a ready-made check cannot be asked. */
export type ReadyFault = { readonly message: string; readonly hint?: string | undefined };

type Values = Readonly<Record<string, Json>>;

/**
 * `{ bgp: established, neighbor: 192.0.2.1, routes: { atLeast: 1 } }` in the words of a platform: one of `words` is
 * what it is about, and its value the state that is expected; the others belong to it.
 */
export function readyAsking(
  words: readonly string[],
  values: Values,
  { title, checks }: Platform,
): Asking | ReadyFault {
  const subject = words.find((word) => Object.hasOwn(checks.ready, word));
  if (subject === undefined) {
    const known = Object.keys(checks.ready);
    const hint = didYouMean(words[0] ?? "", [...known, ...checkWords]);
    const message = `${title} has no ready-made check \`${words[0]}\``;
    return { message, hint: hint ?? `known: ${known.join(", ")}` };
  }
  const states = checks.ready[subject] ?? {};
  const state = String(values[subject]);
  const ready = Object.hasOwn(states, state) ? states[state] : undefined;
  if (ready === undefined) {
    const message = `${title} has no ready-made check \`${subject}: ${state}\``;
    return { message, hint: didYouMean(state, Object.keys(states)) };
  }
  const given = words.filter((word) => word !== subject).map((word) => [word, values[word]]);
  return filled(ready, `${subject} ${state}`, Object.fromEntries(given));
}

function filled(ready: ReadyCheck, title: string, given: Values): Asking | ReadyFault {
  const numbers = Object.entries(ready.numbers ?? {});
  const bounded = numbers.filter(([word]) => given[word] !== undefined);
  const texts = Object.entries(given).filter(([word]) => !bounded.some(([one]) => one === word));
  const values = { ...Object.fromEntries(texts), ...ofPrefix(given["prefix"]) };
  const command = commandOf(ready, values);
  const fault = faultOf(ready, texts, command);
  if (fault !== undefined) return { ...fault, message: `\`${title}\` ${fault.message}` };
  const limits = bounded.map(([word, match]) => {
    const bounds = boundsOf(given[word]);
    return { word, match: patternOf(match, values), ...bounds };
  });
  const said = [
    ...texts.map(([word, value]) => `${word} ${value}`),
    ...limits.map((limit) => `${limit.word} ${boundsText(limit)}`),
  ];
  return {
    name: [title, ...said].join(", "),
    command,
    expect: patternOf(ready.expect, values),
    ...(limits.length > 0 && { numbers: limits.map(({ word: _, ...number }) => number) }),
  };
}

/** What is wrong with the words of a check: one that is not asked for, is no single word, or is missing. */
function faultOf(
  { command: template, numbers = {} }: ReadyCheck,
  texts: readonly (readonly [string, Json])[],
  command: string,
): ReadyFault | undefined {
  const asked = [...template.matchAll(/\{(\w+)\}/g)].map(([, word = ""]) => wordOf(word));
  const stray = texts.find(([word]) => !asked.includes(word))?.[0];
  if (stray !== undefined) {
    const known = [...new Set(asked), ...Object.keys(numbers)];
    return { message: `knows no \`${stray}\``, hint: didYouMean(stray, known) };
  }
  const odd = texts.find(([, value]) => !/^[\w.:/-]+$/u.test(String(value)));
  if (odd) return { message: `takes one word as \`${odd[0]}\`, not ${JSON.stringify(odd[1])}` };
  const missing = /\{(\w+)\}/.exec(command)?.[1];
  return missing === undefined ? undefined : { message: `needs \`${wordOf(missing)}\`` };
}

/** The word a person gives for one that a command asks for. */
function wordOf(asked: string): string {
  return asked === "network" || asked === "netmask" ? "prefix" : asked;
}

function ofPrefix(prefix: Json | undefined): Values {
  const found = typeof prefix === "string" ? parseInterface(prefix) : undefined;
  if (found === undefined) return {};
  return { network: found.network, netmask: found.netmask ?? String(found.length) };
}

function commandOf({ command }: ReadyCheck, values: Values): string {
  return command
    .replaceAll(/\[([^[\]]*\{(\w+)\}[^[\]]*)\]/g, (_, part: string, word: string) =>
      Object.hasOwn(values, word) ? part : "",
    )
    .replaceAll(/\{(\w+)\}/g, (whole, word: string) => String(values[word] ?? whole));
}

/** A number alone is the least there must be. */
function boundsOf(value: Json | undefined): Bounds {
  return typeof value === "object" ? (value as Bounds) : { atLeast: Number(value) };
}

function patternOf(source: string, values: Values): string {
  return source.replaceAll(/\{(\w+)\}/g, (whole, word: string) =>
    Object.hasOwn(values, word)
      ? String(values[word]).replaceAll(/[\\^$.|?*+()[\]{}/]/g, "\\$&")
      : whole,
  );
}
