import SshConfig from "ssh-config";

/** What a user's ssh_config(5) says about one host, with its tokens filled in. */
export type SshSettings = {
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  /** Paths as written; `~/` is the home folder. */
  readonly identityFiles: readonly string[];
  /** The hosts to jump through, the nearest first: `user@host:port` each, or the name of another entry. */
  readonly jumps: readonly string[];
};

/**
 * Looks up a host as ssh(1) does: the first value obtained counts, `Match` and wildcards are heeded, `%h`, `%p`, `%r`
 * and `%n` are filled in. `Match exec` and `Include` are not: netctl runs no program because of a file it reads.
 */
export function sshSettings(text: string, name: string, user: string): SshSettings {
  if (parsed.text !== text) parsed = { text, config: SshConfig.parse(text) };
  // Even of an empty file the library asks the operating system who we are.
  const found =
    text === "" ? {} : parsed.config.compute(name, { ignoreCase: true, matchExec: false });
  const value = (key: string): string | undefined => {
    const given = found[key];
    return typeof given === "string" ? given : given?.[0];
  };
  const host = withTokens(value("hostname") ?? name, { h: name, n: name });
  const login = value("user");
  const port = Number(value("port"));
  const hasPort = Number.isInteger(port) && port > 0 && port < 65_536;
  const tokens = { h: host, n: name, p: String(hasPort ? port : 22), r: login ?? user };
  const identity = found["identityfile"] ?? [];
  const files = typeof identity === "string" ? [identity] : identity;
  const jump = value("proxyjump") ?? "none";
  return {
    host,
    ...(hasPort ? { port } : {}),
    ...(login === undefined ? {} : { user: login }),
    identityFiles: files
      .filter((file) => file.toLowerCase() !== "none")
      .map((file) => withTokens(file, tokens)),
    jumps:
      jump.toLowerCase() === "none"
        ? []
        : jump.split(",").map((each) => withTokens(each.trim(), tokens)),
  };
}

/** The file that was looked at last: a thousand devices look themselves up in the same one. */
let parsed = { text: "", config: SshConfig.parse("") };

/** One hop of a `ProxyJump`: `[user@]host[:port]` or an `ssh://` URI. */
export function parseJump(text: string): {
  readonly name: string;
  readonly user?: string;
  readonly port?: number;
} {
  const match = /^(?:ssh:\/\/)?(?:(.+)@)?(\[[^\]]+\]|[^:]+)(?::(\d+))?\/?$/.exec(text);
  const [, user, name = text, port] = match ?? [];
  return {
    name: name.replace(/^\[|\]$/g, ""),
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port: Number(port) }),
  };
}

function withTokens(text: string, tokens: Readonly<Record<string, string>>): string {
  return text.replace(/%(.)/g, (whole, letter: string) =>
    letter === "%" ? "%" : (tokens[letter] ?? whole),
  );
}
