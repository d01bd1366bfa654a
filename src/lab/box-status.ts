/** The products the lab can play. */
export const PRODUCT_NAMES = ["csr1000v", "vsrx", "veos"] as const;

/** One simulated device and how to log in to it. `hostKey` is a line such as `ssh-ed25519 AAAA…`. */
export type Box = {
  readonly name: string;
  readonly product: (typeof PRODUCT_NAMES)[number];
  readonly platform: "iosxe" | "junos" | "eos";
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly hostKey: string;
};

/**
 * A box and what it is doing. `pending` is its rollback timer in seconds of the device's clock; `configCommands` counts
 * lines typed in a configuration mode and the commands that enter one.
 */
export type BoxStatus = Box & {
  readonly pending: null | { readonly secondsLeft: number };
  readonly sessions: number;
  readonly counts: {
    readonly logins: number;
    readonly commands: number;
    readonly configCommands: number;
    readonly saves: number;
  };
  readonly faults: readonly string[];
  readonly startupEqualsRunning: boolean;
};
