// The git workspace and the local files beside it. This room knows how files, commits, refs, notes, the journal
// and the lock lie in a repository, and that a kill may come at any instant; it refuses to know what a
// configuration, a plan or a transaction means: texts, ids and entries are the caller's.

import { hostname, userInfo } from "node:os";
import { simpleGit } from "simple-git";
import { NetctlError } from "../errors.ts";
import { gitEnvironment } from "./git-environment.ts";

/** What one call of git is given besides its arguments. */
export type GitCall = {
  /** Fed to standard input. */
  readonly input?: string;
  /** Path of a private index, so that the user's own stays as it is. */
  readonly index?: string;
  /** Settings for this call: `user.name=…`. */
  readonly config?: readonly string[];
  /** Ends git when it has said nothing for so long: for calls that wait for somebody else. No limit where absent. */
  readonly limitSeconds?: number;
};

/** Runs git in `folder` and gives its standard output. Another exit than 0 is a NetctlError of kind `git`. */
export async function git(
  folder: string,
  args: readonly string[],
  call: GitCall = {},
): Promise<string> {
  try {
    return await client(folder, call).raw([...args]);
  } catch (error) {
    throw refusal(args, error);
  }
}

/** As `git`, but undefined where git answers a question with "no": exit 1 without a word. */
export async function askGit(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return await client(folder, {}).raw([...args]);
  } catch (error) {
    if (error instanceof Error && error.message === silentNo) return undefined;
    throw refusal(args, error);
  }
}

/** The objects named in `input` (one per line) as `git cat-file --batch` prints them, byte for byte. */
export async function catFiles(folder: string, input: string): Promise<Buffer> {
  try {
    // Typed as any by simple-git; it is a Buffer.
    const bytes: unknown = await client(folder, { input }).binaryCatFile(["--batch"]);
    return bytes as Buffer;
  } catch (error) {
    throw refusal(["cat-file"], error);
  }
}

const identities = new Map<string, Promise<string[]>>();

/** Settings that name the recording person where git knows none: `<user>@<host>`. Git is asked once a run. */
export function identity(folder: string): Promise<string[]> {
  const before = identities.get(folder);
  if (before !== undefined) return before;
  const asked = askIdentity(folder);
  identities.set(folder, asked);
  return asked;
}

async function askIdentity(folder: string): Promise<string[]> {
  const known = (await askGit(folder, ["config", "--get-regexp", "^user\\.(name|email)$"])) ?? "";
  const has = (key: string): boolean => new RegExp(`^user\\.${key} \\S`, "m").test(known);
  const user = userName();
  return [
    ...(has("name") ? [] : [`user.name=${user}`]),
    ...(has("email") ? [] : [`user.email=${user}@${hostname()}`]),
  ];
}

/** Name of the person at the keyboard, as the operating system knows it. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number without a name.
    return "netctl";
  }
}

/**
 * What a user's own environment may set, as it may in git's configuration files, which simple-git does not look into.
 * None of it comes from a workspace.
 */
const unsafe = {
  allowUnsafeHooksPath: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeSshCommand: true,
  allowUnsafeAskPass: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeGitProxy: true,
  allowUnsafeUrlRewrite: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeExec: true,
  allowUnsafeInclude: true,
  allowUnsafeFilter: true,
  allowUnsafeAlias: true,
  allowUnsafeEditor: true,
  allowUnsafePager: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeMergeDriver: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeSubmodule: true,
} as const;

const silentNo = "exit 1 without a word";

function client(folder: string, call: GitCall): ReturnType<typeof simpleGit> {
  const own = call.index === undefined ? {} : { GIT_INDEX_FILE: call.index };
  const { env, allowed } = gitEnvironment(process.env, own);
  const made = simpleGit({
    baseDir: folder,
    config: [
      // Nobody's hooks take part: a record is not the moment for a linter, and a hook may not veto half of it.
      "core.hooksPath=/dev/null",
      // Git leaves loose objects to the page cache; the commit point must outlive a power cut.
      "core.fsync=all",
      ...(call.config ?? []),
    ],
    unsafe,
    allowEnvironment: [...allowed],
    // By default simple-git takes 50 ms after the exit for the end of the output, whether it came or not.
    completion: { onClose: true, onExit: false },
    // By default simple-git takes a failure without words for a success.
    errors: (error, { exitCode, stdErr }) => {
      if (exitCode === 0) return undefined;
      if (exitCode === 1 && stdErr.length === 0) return Buffer.from(silentNo);
      return error ?? Buffer.from(`git ended with ${exitCode}`);
    },
    ...(call.input === undefined ? {} : { input: () => call.input }),
    ...(call.limitSeconds === undefined ? {} : { timeout: { block: call.limitSeconds * 1000 } }),
  });
  // After a command that printed nothing simple-git waits 50 ms for output that may still come. The streams have
  // ended by then: an empty chunk at their end tells it so, and an apply is half a second shorter.
  made.outputHandler((_command, output) => {
    output.once("end", () => output.emit("data", Buffer.alloc(0)));
  });
  return made.env(env);
}

function refusal(args: readonly string[], error: unknown): NetctlError {
  const words = error instanceof Error ? error.message.trim() : String(error);
  if (words.includes("ENOENT") && words.includes("spawn")) {
    return new NetctlError("git", "git was not found", {
      hint: "install git 2.31 or newer and put it on the PATH",
      cause: error,
    });
  }
  const verb = args.find((word) => !word.startsWith("-")) ?? "";
  return new NetctlError("git", `git ${verb} failed`, { words, cause: error });
}
