// Intent: what the files of a workspace declare. This room knows YAML, JSON Schema and the inventory, and says
// everything that is wrong with them at once, each at its place; it refuses to know where files come from, what
// a template makes of a service, and what any device runs.

import type { Place } from "../errors.ts";
import type { Platform } from "../platform/platform.ts";
import type { TakenText } from "./pools/taken.ts";
import type { SourceDocument } from "./source-document.ts";

/** A value as JSON knows it, frozen all the way down. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Where a secret is to be found, never the secret itself: `env:NAME`, `file:PATH`, `exec:COMMAND` or `prompt`. */
export type SecretRef = { readonly secret: string };

/** How netctl logs in. Methods are tried in the order privateKey, agent, password. */
export type Credential = {
  readonly user: string;
  readonly password?: SecretRef;
  /** A private key; `file:` paths are relative to the workspace, `~/` is the home folder. */
  readonly privateKey?: SecretRef;
  readonly passphrase?: SecretRef;
  /** Asked by `enable` on platforms that climb to a privileged mode. */
  readonly enable?: SecretRef;
  /** Whether the SSH agent may be asked for a key. */
  readonly agent?: boolean;
};

/** One managed element, as `devices/<name>.yaml` declares it. */
export type Device = {
  readonly name: string;
  readonly platform: string;
  readonly product?: string;
  /** A host name, an IP address, or `lab:<box>` for a simulated box of this workspace, whose port the lab knows. */
  readonly address: string;
  readonly port: number;
  readonly credential: Credential;
  readonly labels: readonly string[];
  /** Free values for templates. */
  readonly vars: Json;
  readonly ownership: "declared" | "full";
  /** The device's own address that sessions come in at, where `address` is another one: behind NAT, or forwarded. */
  readonly management?: string;
  /** Name of the device that is used as jump host. */
  readonly via?: string;
  /**
   * `legacy`: offer old algorithms too. `config`: heed the user's own ssh_config. `window`: most lines typed ahead of
   * the device's answers, as many as its platform says where absent.
   */
  readonly ssh: { readonly legacy: boolean; readonly config: boolean; readonly window?: number };
  readonly checks: readonly WrittenCheck[];
  readonly place: Place;
  /** The file, for places inside `vars`. */
  readonly source: SourceDocument;
};

/** A kind of service: a JSON Schema (draft-07) with the name of its folder. */
export type Model = {
  readonly name: string;
  readonly path: string;
  readonly title?: string;
  readonly description?: string;
  readonly schema: Json;
  /** What must hold for each of its services. */
  readonly checks: readonly WrittenCheck[];
};

/** One mention of a device in a service: JSON pointer of the string, and the name it holds. */
export type DeviceMention = { readonly pointer: string; readonly device: string };

/** One mention of another service: JSON pointer of the string, the model its schema says, and the name it holds. */
export type ServiceReference = {
  readonly pointer: string;
  readonly model: string;
  readonly service: string;
};

/** One declared instance of a model. */
export type Service = {
  readonly name: string;
  readonly model: string;
  readonly path: string;
  /** As the schema completes it; a secret is a placeholder here (`secret-placeholder.ts`). */
  readonly document: Json;
  /** Of all that templates see of it: services with one digest are rendered alike. */
  readonly digest: string;
  /** Names of the devices the document mentions, sorted, each once. */
  readonly devices: readonly string[];
  /** Every place where the schema says `device: true`, in document order. */
  readonly mentions: readonly DeviceMention[];
  /** Every place where the schema says `service: <model>`, in document order. */
  readonly references: readonly ServiceReference[];
  /** Its own checks, besides those of its model. */
  readonly checks: readonly WrittenCheck[];
  /** Place of a value by its JSON pointer; the nearest place that is written where a default filled the value in. */
  readonly placeOf: (pointer: string) => Place;
  /** False for values that only a default of the schema put into the document. */
  readonly isWritten: (pointer: string) => boolean;
};

/** One file below `templates/`. Files that begin with `_` are only there to be imported. */
export type Template = {
  readonly path: string;
  readonly text: string;
  /** Of the text. */
  readonly digest: string;
};

/**
 * What an apply makes of drift on a device. `refuse`: it is put back where somebody asks for that (`--heal`, or a yes
 * to the plan that shows it) · `heal`: it is put back with every apply · `ignore`: it is told, and left as it is.
 */
export type DriftWord = "refuse" | "heal" | "ignore";

/** Who is treated how: a device's own word counts most, then those of its labels, then the default. */
export type DriftPolicy = {
  readonly default: DriftWord;
  readonly labels: Readonly<Record<string, DriftWord>>;
  readonly devices: Readonly<Record<string, DriftWord>>;
};

/** `netctl.yaml`, with defaults filled in. */
export type Settings = {
  /** Minutes a device waits for `confirm` before it restores itself; whole, at least 2. */
  readonly confirmTimeoutMinutes: number;
  /** How many devices are spoken to at once; undefined leaves it to netctl. */
  readonly parallelism?: number;
  /** Branch that `apply` records to; the checked-out one where absent. */
  readonly branch?: string;
  /** Remote whose refs decide what is applied; "none": this clone's own; the branch's upstream where absent. */
  readonly remote?: string;
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly drift: DriftPolicy;
  readonly checks: readonly WrittenCheck[];
  /** The key of the fingerprints of secrets; one of the clone's own where absent. */
  readonly secretKey?: SecretRef;
};

/**
 * A check as it is written: words for what is asked, of which device, and what must come back. Its texts may be
 * templates where it belongs to a model or a service. What the words mean is for `plan/checks/`.
 */
export type WrittenCheck = {
  readonly words: { readonly [key: string]: Json };
  readonly place: Place;
  /** Place of one of its words, by the JSON pointer inside the check. */
  readonly placeOf: (pointer: string) => Place;
};

/** All that the workspace declares, at one revision. Holds what could be read even where there are findings. */
export type Intent = {
  readonly settings: Settings;
  readonly devices: ReadonlyMap<string, Device>;
  readonly models: ReadonlyMap<string, Model>;
  /** Sorted by model, then name. */
  readonly services: readonly Service[];
  /** By path below `templates/` without `.njk`: `iosxe/link`, `iosxe/_macros`. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly platforms: ReadonlyMap<string, Platform>;
  /** What `pools/<pool>.taken` is to say, by path, for pools that values are or were drawn from. */
  readonly taken: ReadonlyMap<string, TakenText>;
};
