import { INTERFACE_STATEMENTS } from "./junos-interface-statements.ts";
import { ROUTING_STATEMENTS } from "./junos-routing-statements.ts";
import { type Statement, schema } from "./junos-schema.ts";
import { SECURITY_STATEMENTS } from "./junos-security-statements.ts";
import { SYSTEM_STATEMENTS } from "./junos-system-statements.ts";

/** The statements a vSRX knows, in the order it prints them (devices.md 4.6; the rest from its manuals). */
export const JUNOS_STATEMENTS: Statement = schema(
  [SYSTEM_STATEMENTS, SECURITY_STATEMENTS, INTERFACE_STATEMENTS, ROUTING_STATEMENTS].join("\n"),
);
