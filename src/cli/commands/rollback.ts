import { rollback as rollbackStory } from "../../workflow/rollback.ts";
import { type ApplyingFlags, applying } from "../applying.ts";
import type { Console } from "../console.ts";

/** `netctl rollback [REV|TXN] [-y] [-m MSG] [--confirm-timeout 5m] [--heal] [--batch 1,10%,all]` */
export async function rollback(
  console: Console,
  name: string | undefined,
  flags: ApplyingFlags,
): Promise<number> {
  return applying(console, { flags, isSealed: false }, (options) =>
    rollbackStory(console.options.directory, name, { choice: { targets: [] }, ...options }),
  );
}
