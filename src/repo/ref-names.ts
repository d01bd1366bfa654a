import type { Workspace } from "./workspace.ts";

/** Names of the refs that belong to one workspace. */
export type RefNames = {
  /** What the network runs. */
  readonly applied: string;
  /** Who may change the network now; see `home/claim.ts`. */
  readonly lock: string;
  /** How the devices fared, beside the commits. */
  readonly notes: string;
};

/** The refs of a workspace. One in a subfolder of its repository has its own, so that networks do not meet. */
export function refNames({ prefix }: Pick<Workspace, "prefix">): RefNames {
  if (prefix === "") {
    return {
      applied: "refs/netctl/applied",
      lock: "refs/netctl/lock",
      notes: "refs/notes/netctl",
    };
  }
  const name = placeName(prefix);
  return {
    applied: `refs/netctl/in/${name}/applied`,
    lock: `refs/netctl/in/${name}/lock`,
    notes: `refs/notes/netctl-in/${name}`,
  };
}

/** `sites/lyon/` as one word that is fit for refs and folders alike. */
export function placeName(prefix: string): string {
  return [...Buffer.from(prefix.replace(/\/$/, ""), "utf8")]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[A-Za-z0-9_-]/.test(letter)
        ? letter
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}
