import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Session } from "../../src/session/session.ts";
import { type TestLab, testLab } from "../lab/support.ts";
import { changeOf, openSession, type Subject, subjects } from "./life.ts";

let lab: TestLab;

beforeAll(async () => {
  lab = await testLab(...subjects.map(({ box, product }) => ({ name: box, product })));
}, 600_000);

afterAll(async () => lab.end());

async function withSession<T>(subject: Subject, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(lab, subject);
  try {
    return await use(session);
  } finally {
    session.close();
  }
}

describe("what lost connections left on a device", () => {
  const [subject] = subjects.filter(({ platform }) => platform.dialogue.orphans !== undefined);

  it("is taken away where it is ours, and left alone where it is not", async () => {
    if (!subject) throw new Error("no platform leaves anything");
    for (const id of ["mine1", "mine2", "theirs"]) {
      await withSession(subject, (session) => session.perform("prepare", changeOf(subject, id)));
    }
    await withSession(subject, async (session) => {
      const { left } = await session.look("mine3");
      expect(left).toEqual(["mine1", "mine2", "theirs"]);
      await session.tidy(left.filter((id) => id.startsWith("mine")));
    });
    const terminal = await lab.terminal(subject.box);
    const left = await terminal.all("enable", "terminal length 0", "show configuration sessions");
    expect(left.match(/netctl-\w+/g)).toEqual(["netctl-theirs"]);
  });
});
