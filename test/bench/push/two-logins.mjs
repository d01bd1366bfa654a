// The floor of a transaction that logs in twice: two logins with ssh2 that say nothing at all, with the algorithms
// that netctl asks for, in a process that has not logged in anywhere before.
import { connect } from "../../../dist/session/connect.js";
import { knownHostsOf } from "./known-hosts-of.mjs";

export async function prepare(boxes) {
  const known = knownHostsOf(boxes);
  const target = (port) => ({
    device: "box",
    host: "127.0.0.1",
    port,
    user: "bench",
    password: "x",
  });
  const login = async () => {
    const open = await Promise.all(boxes.ports.map((port) => connect(target(port), known)));
    for (const { client } of open) client.end();
  };
  return async () => {
    await login();
    await login();
  };
}
