#!/usr/bin/env node
// The door: the only room that prints and ends the program. It knows words typed and exit codes; it refuses to know
// how anything is done.

import { setFlagsFromString } from "node:v8";

// Most runs are over before code that was optimized in the meantime has paid for it: the engine is to wait longer.
setFlagsFromString("--interrupt-budget=1000000");

// A reader that went away must not end the work on the devices.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const { main } = await import("./program.ts");
process.exitCode = await main(process.argv.slice(2));
