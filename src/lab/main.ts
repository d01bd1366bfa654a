import { labProcess } from "./lab-process.ts";

const directory = process.argv[2];
if (directory === undefined) {
  process.stderr.write("usage: node main.js DIRECTORY\n");
  process.exit(64);
}

// A client's misbehaviour must never end the devices; what was not foreseen goes to the log.
process.on("uncaughtException", (error) => process.stderr.write(`${error.stack ?? error}\n`));
process.on("unhandledRejection", (error) => process.stderr.write(`${String(error)}\n`));

labProcess(directory).catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
});
