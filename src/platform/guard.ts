// What a session of netctl hangs on, as data. A path is a line behind the sections it stands in; a pattern is the words
// a path begins with, where `{name}` stands for any one word.

/** The parts of a configuration that can cut netctl off, for the grammar of a platform. */
export type Guard = {
  /**
   * Lines that give the device an address: `{address}` with its length, or with a `{mask}`. The section that holds
   * the word `{interface}` is what a session to that address comes through.
   */
  readonly addresses: readonly string[];
  /** Lines elsewhere that are about an `{interface}`, or a part of it (`ge-0/0/0.0`). */
  readonly about: readonly string[];
  /** Static routes: `{prefix}` with its length, or with a `{mask}`. */
  readonly routes: readonly string[];
  /** Lines that decide who may log in, and how. With `{user}` they count for netctl's own account alone. */
  readonly access: readonly string[];
  /** Lines that cut nothing off, wherever they stand. */
  readonly harmless: readonly string[];
};
