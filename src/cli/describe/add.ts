import { type Command, InvalidArgumentError } from "commander";
import { parseWaveSizes, type WaveSize } from "../../transaction/waves.ts";
import type { Console } from "../console.ts";

/** A command's work, loaded only when it is called: starting netctl must not cost what a command costs. */
export type Work = (console: Console) => Promise<number>;

/** Carries out the work of a command that was called. */
export type Runner = (work: Work) => (command: Command) => Promise<void>;

/** Describes one command: how it is called, what it does, its options, its work. */
export type Add = (
  usage: string,
  description: string,
  prepare: (command: Command) => Command,
  work: (
    args: readonly unknown[],
    options: Readonly<Record<string, never>>,
    console: Console,
  ) => Promise<number>,
) => void;

/** Adds commands below `parent`. Commander hands over the arguments, then the options, then the command itself. */
export function adder(parent: Command, run: Runner): Add {
  return (usage, description, prepare, work) => {
    prepare(parent.command(usage).description(description)).action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const options = given.at(-2) as Readonly<Record<string, never>>;
      await run((console) => work(given.slice(0, -2), options, console))(command);
    });
  };
}

/** For a command without options of its own. */
export const plain = (command: Command): Command => command;

/** An option's value that is a whole number above 0. */
export function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("a whole number above 0 is needed");
}

/** An option's value that is a time in whole minutes: `5m` or `5`, 2 to 120. */
export function minutes(text: string): number {
  const number = Number(/^(\d+)m?$/.exec(text)?.[1]);
  if (number >= 2 && number <= 120) return number;
  throw new InvalidArgumentError("2m to 120m, in whole minutes: devices count no finer");
}

/** An option's value that is how long a lock is held, in whole minutes: `60m` or `60`, at most a day. */
export function leaseMinutes(text: string): number {
  const number = Number(/^(\d+)m?$/.exec(text)?.[1]);
  if (number >= 1 && number <= 1440) return number;
  throw new InvalidArgumentError("1m to 1440m, in whole minutes");
}

/** An option's value that says how many devices go into trial together, wave by wave: `1,10%,all`. */
export function waveSizes(text: string): readonly WaveSize[] {
  const sizes = parseWaveSizes(text);
  if (sizes !== undefined) return sizes;
  throw new InvalidArgumentError("numbers, percentages and all are understood: 1,10%,all");
}

/** An option's value in milliseconds: `80` or `80ms`. */
export function milliseconds(text: string): number {
  return count(text.replace(/ms$/, ""));
}
