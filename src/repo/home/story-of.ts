import { refNames } from "../ref-names.ts";
import { git } from "../repo.ts";
import type { Workspace } from "../workspace.ts";

/** Who made a commit, when and what for, in one line: for whoever comes second. */
export async function storyOf(workspace: Workspace, commit: string): Promise<string> {
  const id = "%(trailers:key=Netctl-Transaction,valueonly,separator=%x2C)";
  const args = ["log", "-1", `--format=%h%x00%an <%ae>%x00%cI%x00${id}%x00%N%x00%s`];
  const notes = `--notes=${refNames(workspace).notes}`;
  const [short, author, date, trailer = "", note = "", subject = ""] = (
    await git(workspace.root, [...args, notes, commit])
  ).split("\0");
  const noted = /^Netctl-Transaction: (\S+)$/m.exec(note)?.[1];
  const transaction = trailer.trim() || noted;
  const what = transaction === undefined ? "" : ` (transaction ${transaction})`;
  return `${short} by ${author} at ${date}${what}: ${subject.trim()}`;
}
