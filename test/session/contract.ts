import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labFault, labReset, labRunning } from "../../src/lab/lab.ts";
import type { Session } from "../../src/session/session.ts";
import { type TestLab, testLab } from "../lab/support.ts";
import { changeOf, openSession, type Subject, subjects } from "./life.ts";

let lab: TestLab;

/**
 * What every session must do with every box, whatever the box adds, repeats, hides or delays without having refused
 * anything: `noises` are the faults that are on at the same time.
 */
export function contract(noises: readonly (readonly string[])[]): void {
  beforeAll(async () => {
    lab = await testLab(...subjects.map(({ box, product }) => ({ name: box, product })));
  }, 60_000);
  afterAll(async () => lab.end());
  beforeEach(async () => labReset(lab.directory));
  const titled = noises.map((faults) => [faults.join(" + ") || "no noise", faults] as const);
  describe.each(subjects)("a session with $box", { timeout: 30_000 }, (subject) => {
    it.each(titled)("takes a change through its whole life with %s", (_title, faults) =>
      wholeLife(subject, faults),
    );
    it.each(titled)("restores a trial and reads back what was there with %s", (_title, faults) =>
      restored(subject, faults),
    );
    it.each(titled)("names the one line that is refused with %s", (_title, faults) =>
      refused(subject, faults),
    );
  });
}

async function withSession<T>(subject: Subject, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(lab, subject);
  try {
    return await use(session);
  } finally {
    session.close();
  }
}

const running = async ({ box }: Subject) => labRunning(lab.directory, box, "running");

async function wholeLife(subject: Subject, faults: readonly string[]): Promise<void> {
  for (const fault of faults) await labFault(lab.directory, subject.box, fault, true);
  const change = changeOf(subject, "life1");
  const before = await running(subject);
  await withSession(subject, async (session) => {
    await session.perform("ready", change);
    expect((await session.look(change.id)).pending).toBe("none");
    await session.perform("prepare", change);
    await session.perform("trial", change);
    expect(await session.pending(change.id)).toBe("ours");
    expect(await session.pending("other")).toBe(
      subject.platform.dialogue.live ? "ours" : "foreign",
    );
    const seen = await withSession(subject, (another) => another.look(change.id));
    expect(seen.pending).toBe("ours");
    for (const sign of subject.signs) expect(seen.running).toContain(sign);
    await session.perform("confirm", change);
    expect((await session.look(change.id)).pending).toBe("none");
    await session.perform("save", change);
  });
  for (const sign of subject.signs) expect(await running(subject)).toContain(sign);
  expect(await running(subject)).not.toBe(before);
  expect((await lab.status(subject.box)).pending).toBeNull();
  expect((await lab.status(subject.box)).startupEqualsRunning).toBe(true);
}

async function restored(subject: Subject, faults: readonly string[]): Promise<void> {
  for (const fault of faults) await labFault(lab.directory, subject.box, fault, true);
  const change = changeOf(subject, "life2");
  const before = await running(subject);
  await withSession(subject, async (session) => {
    const read = await session.read();
    await session.perform("prepare", change);
    await session.perform("trial", change);
    await session.perform("restore", change);
    const seen = await session.look(change.id);
    expect(seen.pending).toBe("none");
    expect(steady(seen.running)).toBe(steady(read));
  });
  expect(await running(subject)).toBe(before);
}

async function refused(subject: Subject, faults: readonly string[]): Promise<void> {
  for (const fault of faults) await labFault(lab.directory, subject.box, fault, true);
  await labFault(lab.directory, subject.box, "refuse:192.0.2.9", true);
  const change = changeOf(subject, "life3");
  await withSession(subject, async (session) => {
    const sent = session.perform("prepare", change).then(() => session.perform("trial", change));
    await expect(sent).rejects.toMatchObject({
      kind: "rejected",
      message: expect.stringMatching(/^refused ".*192\.0\.2\.9\b/) as string,
      words: expect.stringMatching(/Invalid input|syntax error/) as string,
    });
  });
}

/** The text without what a device writes anew each time. */
function steady(text: string): string {
  const volatile = /^(?:!|! Last configuration change.*|Current configuration.*|## Last.*)\n/gm;
  return text.replaceAll(volatile, "");
}
