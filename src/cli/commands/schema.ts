import { deviceSchema, settingsSchema } from "../../intent/inventory-schema.ts";
import { platformFileSchema } from "../../intent/platform-file/platform-schema.ts";
import { poolSchema } from "../../intent/pools/pool-schema.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

const schemas: Readonly<Record<string, object>> = {
  platform: platformFileSchema,
  pool: poolSchema,
  device: deviceSchema,
  settings: settingsSchema,
};

/** `netctl schema platform|device|pool|settings`: for editors that check YAML while it is written. */
export async function schema(console: Console, what: string): Promise<number> {
  console.json(schemas[what]);
  return exitCodes.done;
}
