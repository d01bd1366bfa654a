/**
 * What git may learn from the environment: who writes, where settings lie, how a remote is reached. Names of
 * repositories, indexes and objects are not among it: those of a surrounding hook must not reach us. The same line
 * is drawn by git itself when it goes into a submodule.
 */
const kept: readonly RegExp[] = [
  /^GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)$/,
  /^GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|PARAMETERS|KEY_\d+|VALUE_\d+)$/,
  /^GIT_(?:SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|TERMINAL_PROMPT|PROXY_COMMAND|PROXY_SSL_\w+)$/,
  /^GIT_(?:SSL|HTTP)_\w+$/,
  /^GIT_(?:ALLOW_PROTOCOL|PROTOCOL|PROTOCOL_FROM_USER|CEILING_DIRECTORIES|EXEC_PATH)$/,
  /^SSH_ASKPASS(?:_REQUIRE)?$/,
];

/** Everything else that only means something to git, or that simple-git refuses to pass on. */
const guarded = /^(?:git_.*|editor|pager|prefix|visual|ssh_askpass.*)$/i;

/** The environment git is run in. `allowed` are the names in it that simple-git has to be told to let through. */
export function gitEnvironment(
  ambient: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>>,
): { readonly env: Record<string, string | undefined>; readonly allowed: readonly string[] } {
  const inherited = Object.entries(ambient).filter(
    ([name]) => !guarded.test(name) || kept.some((pattern) => pattern.test(name)),
  );
  const env = {
    // Nobody is asked for a password while devices wait: a credential helper or an agent answers, or nobody.
    GIT_TERMINAL_PROMPT: "0",
    ...Object.fromEntries(inherited),
    // Git's words are matched and shown: they must not change with the user's language.
    LC_ALL: "C",
    ...own,
  };
  return { env, allowed: Object.keys(env).filter((name) => guarded.test(name)) };
}
