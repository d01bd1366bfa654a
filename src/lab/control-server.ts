import { timingSafeEqual } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import type { Reply, Request } from "./control-client.ts";

const LINE_LIMIT = 1_000_000;

/** Listens for requests that know the token, on a free port of 127.0.0.1; one request per connection. */
export async function controlServer(
  token: string,
  carryOut: (request: Request) => Promise<unknown>,
): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer((socket) => serve(socket, token, carryOut));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { port, server };
}

function serve(
  socket: Socket,
  token: string,
  carryOut: (request: Request) => Promise<unknown>,
): void {
  let line = "";
  socket.setTimeout(10_000, () => socket.destroy());
  socket.on("error", () => socket.destroy());
  socket.on("data", (bytes) => {
    line += bytes.toString("utf8");
    if (line.length > LINE_LIMIT) socket.destroy();
    if (!line.endsWith("\n")) return;
    answer(line, token, carryOut)
      .then((reply) => socket.end(`${JSON.stringify(reply)}\n`))
      .catch(() => socket.destroy());
    line = "";
  });
}

async function answer(
  line: string,
  token: string,
  carryOut: (request: Request) => Promise<unknown>,
): Promise<Reply> {
  try {
    const { token: shown, ...request } = JSON.parse(line) as Request & { token?: unknown };
    if (typeof shown !== "string" || !isSame(shown, token)) return { error: "wrong token" };
    return { result: (await carryOut(request as Request)) ?? null };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
