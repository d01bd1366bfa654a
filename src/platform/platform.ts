// What differs between vendors, as data: the grammar of a platform's configuration, the dialogue of its command line
// and the questions it can be asked. This room knows what vendors say; it refuses to know how text is compared or sent.

import type { Checks } from "./checks.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Grammar } from "./grammar.ts";

/** One platform. Built-in ones are frozen data in this room; a workspace's `platform.yaml` has the same shape. */
export type Platform = {
  /** Lower-case word used in paths and inventories: `iosxe`. */
  readonly name: string;
  /** As people say it: `Cisco IOS-XE`. */
  readonly title: string;
  /** Products that mean this platform when an inventory names one: `csr1000v`. */
  readonly products: readonly string[];
  /** The platform whose templates it uses: where a box speaks the same lines another way. Its own where absent. */
  readonly templates?: string;
  readonly grammar: Grammar;
  readonly dialogue: Dialogue;
  readonly checks: Checks;
};
