/** The change of the bench: fifty routes, nothing that opens a section. */
export const routes = Array.from({ length: 50 }, (_, index) => `198.51.100.${index}/32`);

/** The same as an IOS-XE device is told it. */
export const lines = Array.from(
  { length: 50 },
  (_, index) => `ip route 198.51.100.${index} 255.255.255.255 Null0`,
);

/** Everything that a plain client types to push and save it. */
export const commands = ["configure terminal", ...lines, "end", "write memory"];
