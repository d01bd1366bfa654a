/** A private key in any form ssh2 reads, with what unlocks it. */
export type PrivateKey = {
  readonly key: string;
  readonly passphrase?: string;
  /** Passed over where it cannot be used: it is one of several that were found, not one that was asked for. */
  readonly isOptional?: boolean;
};

/** Where and as whom to log in. Secrets are in here: never print it. */
export type Target = {
  /** Name of the device, or of the jump host, for messages. */
  readonly device: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  /** Password of `enable`; the login password where absent. */
  readonly enable?: string;
  /** Tried in this order, before anything else. */
  readonly privateKeys?: readonly PrivateKey[];
  /** Path of an agent's socket. */
  readonly agent?: string;
  /** Also offer SHA-1 key exchange, ssh-rsa and CBC: for boxes that know nothing newer. */
  readonly legacy?: boolean;
  /** How many lines may be on their way without an answer; as many as the platform says where absent. 1 is lock-step. */
  readonly window?: number;
  /** The jump host to go through, which may itself be behind another one. */
  readonly via?: Target;
};

/** As much of a target as it takes to see its host key. Jump hosts are logged in to. */
export type Address = Pick<Target, "device" | "host" | "port" | "legacy" | "via">;
