import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { labFault, labReset } from "../../src/lab/lab.ts";
import type { Platform } from "../../src/platform/platform.ts";
import type { Answer, Typed } from "../../src/session/answer.ts";
import { Reader } from "../../src/session/reader.ts";
import { type TestLab, testLab } from "../lab/support.ts";
import { seed } from "../support/seed.ts";
import { changeOf, openSession, type Subject, subjects } from "./life.ts";

/** What happened to a reader, in order. */
type Event =
  | { readonly kind: "begin" }
  | { readonly kind: "page" }
  | { readonly kind: "expect"; readonly typed: Typed }
  | { readonly kind: "write"; readonly text: string };

/** What a reader made of one batch. */
type Batch = { readonly strays: readonly string[]; readonly answers: readonly Answer[] };

let lab: TestLab;

beforeAll(async () => {
  lab = await testLab(...subjects.map(({ box, product }) => ({ name: box, product })));
}, 600_000);

afterAll(async () => lab.end());

afterEach(() => vi.restoreAllMocks());

const noises: readonly (readonly string[])[] = [
  [],
  ["log-noise"],
  ["echo-twice", "cluster-prefix:{primary:node0}"],
  ["pager-ignores-length", "width80"],
  ["log-noise", "echo-twice", "pager-ignores-length", "width80"],
  ["no-echo", "log-noise"],
];

describe.each(subjects)("the stream of $box", { timeout: 600_000 }, (subject) => {
  it.each(noises.map((faults) => [faults.join(" + ") || "no noise", faults] as const))(
    "gives the same answers wherever it is cut, with %s",
    async (_title, faults) => {
      const events = await recorded(subject, faults);
      const whole = played(events, subject.platform, () => []);
      expect(whole.flatMap(({ answers }) => answers).length).toBeGreaterThan(8);
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat(40)), (lengths) => {
          const next = () => lengths.next().value as number;
          expect(played(events, subject.platform, (text) => cutsOf(text, next))).toEqual(whole);
        }),
        { numRuns: 25, seed },
      );
      // The smallest pieces there are.
      const single = (text: string) => Array.from(text, (_, index) => index);
      expect(played(events, subject.platform, single)).toEqual(whole);
    },
  );
});

/** Takes a change through its life, one line of it refused, and gives all that the reader went through. */
async function recorded(subject: Subject, faults: readonly string[]): Promise<readonly Event[]> {
  await labReset(lab.directory);
  for (const fault of faults) await labFault(lab.directory, subject.box, fault, true);
  const events: Event[] = [];
  spyOn("begin", () => events.push({ kind: "begin" }));
  spyOn("turnPage", () => events.push({ kind: "page" }));
  spyOn("expect", (typed) => events.push({ kind: "expect", typed: typed as Typed }));
  spyOn("write", (text) => events.push({ kind: "write", text: text as string }));
  const change = changeOf(subject, "cut1");
  const session = await openSession(lab, subject);
  await session.perform("ready", change);
  await session.look(change.id);
  await session.perform("prepare", change);
  await session.perform("trial", change);
  await session.look(change.id);
  await session.perform("restore", change);
  await labFault(lab.directory, subject.box, "refuse:192.0.2.9", true);
  const refused = session.perform("prepare", change).then(() => session.perform("trial", change));
  await expect(refused).rejects.toThrow("refused");
  session.close();
  vi.restoreAllMocks();
  return events;
}

function spyOn(
  name: "begin" | "turnPage" | "expect" | "write",
  note: (argument: unknown) => void,
): void {
  const method = Reader.prototype[name] as (this: Reader, argument: never) => void;
  vi.spyOn(Reader.prototype, name).mockImplementation(function (this: Reader, argument?: unknown) {
    note(argument);
    method.call(this, argument as never);
  });
}

/** Plays a recording to a new reader; all that came between two things typed is cut anew at `cuts`. */
function played(
  events: readonly Event[],
  platform: Platform,
  cuts: (text: string) => readonly number[],
): readonly Batch[] {
  const reader = new Reader(platform.dialogue);
  const batches: Batch[] = [];
  let typedCount = 0;
  let waiting = "";
  const flush = () => {
    let from = 0;
    for (const cut of [...cuts(waiting), waiting.length]) {
      reader.write(waiting.slice(from, cut));
      from = cut;
    }
    waiting = "";
  };
  const collect = () => {
    const count = Math.min(typedCount, reader.answeredCount);
    const answers = Array.from({ length: count }, (_, index) => reader.answerOf(index));
    batches.push({ strays: reader.strays, answers });
    typedCount = 0;
  };
  for (const event of events) {
    if (event.kind === "write") {
      waiting += event.text;
      continue;
    }
    flush();
    if (event.kind === "begin") {
      collect();
      reader.begin();
    } else if (event.kind === "page") reader.turnPage();
    else {
      typedCount += 1;
      reader.expect(event.typed);
    }
  }
  flush();
  collect();
  return batches;
}

function cutsOf(text: string, next: () => number): number[] {
  const cuts: number[] = [];
  for (let at = next(); at < text.length; at += 1 + next()) cuts.push(at);
  return cuts;
}
