import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const connect = fileURLToPath(new URL("../../dist/session/connect.js", import.meta.url));

/** Opens files until there are no more to be had, then connects and prints the error. */
const program = `
import { openSync } from "node:fs";
import { connect } from "${connect}";
try {
  for (;;) openSync("/dev/null");
} catch {}
const target = { device: "r1", host: "127.0.0.1", port: 9, user: "me", password: "x" };
await connect(target, []).catch(({ kind, device, hint }) => console.log(JSON.stringify({ kind, device, hint })));
`;

it("names the limit of open files where that is why nothing can be reached", () => {
  const shell = 'ulimit -n 64 && exec "$0" --input-type=module -e "$1"';
  const said = execFileSync("sh", ["-c", shell, process.execPath, program], { encoding: "utf8" });
  expect(JSON.parse(said)).toEqual({
    kind: "unreachable",
    device: "r1",
    hint: "this process may open no more files: raise `ulimit -n`",
  });
});
