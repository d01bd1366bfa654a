#!/usr/bin/env node
// The door: the only room that prints and ends the program. It knows words typed and exit codes; it refuses to know
// how anything is done.

import { main } from "./program.ts";

// A reader that went away must not end the work on the devices.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

process.exitCode = await main(process.argv.slice(2));
