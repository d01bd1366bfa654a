import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { connect } from "../../src/session/connect.ts";

test("a host that hangs up at once is said to be busy or to keep us out", async () => {
  const server = createServer((socket) => socket.end()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const target = { device: "r1", host: "127.0.0.1", port, user: "ada", password: "x" };
  const refused = connect(target, []);
  await expect(refused).rejects.toMatchObject({
    kind: "unreachable",
    device: "r1",
    hint: expect.stringMatching(/lines in use.*access list/) as string,
  });
  server.close();
});
