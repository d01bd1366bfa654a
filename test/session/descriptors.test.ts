import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const connect = fileURLToPath(new URL("../../dist/session/connect.js", import.meta.url));

/** Connects to a hundred devices that say nothing, and prints the first error. */
const program = `
import { once } from "node:events";
import { createServer } from "node:net";
import { connect } from "${connect}";
const server = createServer().listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address();
const target = { device: "r1", host: "127.0.0.1", port, user: "me", password: "x" };
const all = Array.from({ length: 100 }, () => connect(target, []));
await Promise.race(all).catch(({ kind, device, hint }) => console.log(JSON.stringify({ kind, device, hint })));
process.exit();
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
