import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { appliedCommit, currentBranch, headCommit } from "../../../src/repo/history.ts";
import { homeOf, openHome } from "../../../src/repo/home/home.ts";
import { followApplied, refuseBehind, standingOf } from "../../../src/repo/home/standing.ts";
import { note, shareNotes } from "../../../src/repo/record/notes.ts";
import { followRecord, settleRecord } from "../../../src/repo/record/publish-record.ts";
import { movesOf, type PreparedRecord } from "../../../src/repo/record/record.ts";
import { findWorkspace, type Workspace } from "../../../src/repo/workspace.ts";
import { plainGit, preparedRecord, published, stateOf, temporaryWorkspace } from "../temporary.ts";
import { hook, refsAt, shared } from "./remote.ts";

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => vi.unstubAllEnvs());

const files = new Map([["devices/r1.conf", "hostname r1\n"]]);

async function recordIn(workspace: Workspace): Promise<PreparedRecord> {
  const trailers = [["Netctl-Transaction", "abc0123456"]] as const;
  return preparedRecord(workspace, { files, trailers });
}

async function home(workspace: Workspace) {
  return (await homeOf(workspace, await currentBranch(workspace), undefined)).home;
}

async function standing(workspace: Workspace) {
  return standingOf(workspace, await homeOf(workspace, "refs/heads/main", undefined));
}

describe("the home of a network", () => {
  test("is the remote the branch follows, or the one that is named, or this clone alone", async () => {
    const { ada, bob } = await shared();
    const alone = await temporaryWorkspace();
    expect((await home(alone)).remote).toBeNull();
    expect((await home(ada)).remote).toBe("origin");
    expect((await homeOf(bob, "refs/heads/main", "none")).home.remote).toBeNull();
    plainGit(bob.root, "switch", "--quiet", "-c", "side");
    await expect(home(bob)).rejects.toThrow(/branch side follows no remote/);
    expect((await homeOf(bob, "refs/heads/side", "origin")).home.remote).toBe("origin");
    await expect(homeOf(bob, "refs/heads/side", "upstream")).rejects.toThrow(
      /no remote "upstream"/,
    );
    plainGit(bob.root, "remote", "set-url", "--add", "--push", "origin", "/one");
    plainGit(bob.root, "remote", "set-url", "--add", "--push", "origin", "/two");
    await expect(openHome(bob, "origin")).rejects.toThrow(/pushes to 2 places/);
  });

  test("moves branch, applied ref and lock at once, and this clone follows", async () => {
    const { bare, ada } = await shared();
    const record = await recordIn(ada);
    await published(ada, record);
    const { commit } = record;
    expect(refsAt(bare)).toEqual({
      "refs/heads/main": commit,
      "refs/netctl/applied": commit,
      "refs/netctl/lock": record.home.renewed,
    });
    expect(await appliedCommit(ada)).toBeUndefined();
    for (let time = 0; time < 2; time += 1) expect(await followRecord(ada, record)).toBe(true);
    expect([await appliedCommit(ada), await headCommit(ada)]).toEqual([commit, commit]);
  });

  test.each([
    ["before it moved anything", "pre-receive", "open"],
    ["after it moved all, its answer lost", "reference-transaction", "published"],
  ])("a push whose server dies %s is settled by asking", async (_, name, state) => {
    const { bare, ada } = await shared();
    const record = await recordIn(ada);
    const isAfter = name === "reference-transaction";
    hook(bare, name, isAfter ? '[ "$1" != committed ] || kill -9 $PPID' : "kill -9 $PPID");
    const ends = await Promise.allSettled([published(ada, record)]);
    hook(bare, name, "");
    expect(ends[0]?.status).toBe(isAfter ? "fulfilled" : "rejected");
    expect(await stateOf(ada, record)).toBe(state);
    expect(await settleRecord(ada, await home(ada), record)).toBe(isAfter ? state : "none");
  });

  test("a push that arrives after its end was settled comes too late", async () => {
    const { bare, ada } = await shared();
    const record = await recordIn(ada);
    const at = await home(ada);
    const before = refsAt(bare)["refs/heads/main"];
    expect(await settleRecord(ada, at, record)).toBe("none");
    await expect(at.move(movesOf(ada, record))).rejects.toThrow("refused the push");
    expect(refsAt(bare)["refs/heads/main"]).toBe(before);
    expect(refsAt(bare)["refs/netctl/applied"]).toBeUndefined();
    await expect(published(ada, record)).rejects.toThrow("given up");
  });

  test("says who won", async () => {
    const { bare, ada, bob } = await shared();
    const record = await recordIn(ada);
    plainGit(bare, "update-ref", "-d", "refs/netctl/lock");
    const theirs = await preparedRecord(bob, {
      files: new Map([["devices/r2.conf", "hostname r2\n"]]),
      message: "Move the router",
      trailers: [["Netctl-Transaction", "bcd0123456"]],
    });
    await published(bob, theirs);
    await expect(published(ada, record)).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining("another apply was recorded"),
      words: expect.stringMatching(/by Bob <bob@.*\(transaction bcd0123456\): Move the router/),
    });
    expect(await settleRecord(ada, await home(ada), record)).toBe("none");
    expect(refsAt(bare)["refs/netctl/applied"]).toBe(theirs.commit);
  });

  test("a clone that lacks what others applied is behind, and compares with what they applied", async () => {
    const { ada, bob } = await shared();
    await published(bob, await recordIn(bob));
    const at = await standing(ada);
    expect([at.ahead, at.behind]).toEqual([0, 1]);
    await followApplied(ada, at);
    expect(await appliedCommit(ada)).toBe(at.applied);
    await expect(refuseBehind(ada, at)).rejects.toThrow("this clone lacks a commit");
  });

  test("two clones that applied each alone are told apart", async () => {
    const { ada, bob } = await shared();
    await published(bob, await recordIn(bob));
    plainGit(ada.root, "commit", "--quiet", "--allow-empty", "-m", "mine");
    plainGit(ada.root, "update-ref", "refs/netctl/applied", "HEAD");
    await expect(followApplied(ada, await standing(ada))).rejects.toThrow(
      "disagree on what was applied",
    );
  });

  test("brings the notes of two clones together", async () => {
    const { bare, ada, bob } = await shared();
    plainGit(bob.root, "commit", "--quiet", "--allow-empty", "-m", "bob's");
    await note(ada, (await headCommit(ada)) ?? "", "of ada");
    await note(bob, (await headCommit(bob)) ?? "", "of bob");
    await shareNotes(ada, await home(ada));
    await shareNotes(bob, await home(bob));
    expect(plainGit(bare, "notes", "--ref=refs/notes/netctl", "list").split("\n")).toHaveLength(2);
  });

  test("that does not answer is unreachable, in git's own words", async () => {
    const { ada } = await shared();
    plainGit(ada.root, "remote", "set-url", "origin", "/nowhere/hub.git");
    await expect(standing(ada)).rejects.toMatchObject({
      kind: "unreachable",
      words: expect.stringContaining("/nowhere/hub.git"),
    });
  });

  test("is reached with the user's own ssh command and settings from the environment", async () => {
    const { bare, ada } = await shared();
    const script = join(ada.root, "../ssh.sh");
    writeFileSync(script, '#!/bin/sh\nfor word in "$@"; do last=$word; done\neval "$last"\n', {
      mode: 0o755,
    });
    plainGit(ada.root, "remote", "set-url", "origin", "short:hub.git");
    vi.stubEnv("GIT_SSH_COMMAND", `sh '${script}'`);
    vi.stubEnv("GIT_CONFIG_COUNT", "1");
    vi.stubEnv(
      "GIT_CONFIG_KEY_0",
      `url.ssh://host${encodeURI(bare).replace("hub.git", "")}.insteadOf`,
    );
    vi.stubEnv("GIT_CONFIG_VALUE_0", "short:");
    vi.stubEnv("GIT_DIR", "/nowhere");
    const record = await recordIn(ada);
    await published(ada, record);
    vi.unstubAllEnvs();
    expect(record.home.remote).toBe("origin");
    expect(refsAt(bare)["refs/netctl/applied"]).toBe(record.commit);
  });
});

test("two workspaces in subfolders of one repository have nothing in common but the branch", async () => {
  const lyon = await temporaryWorkspace({ subfolder: "sites/lyon" });
  plainGit(lyon.root, "mv", "netctl.yaml", "../netctl.yaml");
  plainGit(lyon.root, "commit", "--quiet", "-m", "above");
  const above = await findWorkspace(join(lyon.root, ".."));
  expect(above.local).not.toBe(lyon.local);
  const record = await recordIn(lyon);
  await published(lyon, record);
  expect(await appliedCommit(lyon)).toBe(record.commit);
  expect(await appliedCommit(above)).toBeUndefined();
  await published(above, await recordIn(above));
  expect(await appliedCommit(lyon)).toBe(record.commit);
});
