import { type AddressInfo, connect } from "node:net";
import ssh2 from "ssh2";

/** An SSH server that lets one user through to other ports of this machine, and does nothing else. */
export type JumpHost = {
  readonly port: number;
  /** Its line for a known_hosts file. */
  readonly knownHost: string;
  /** `host:port` of every connection it was asked for. */
  readonly forwarded: readonly string[];
  readonly close: () => void;
};

/** Starts a jump host on 127.0.0.1 that lets `user` in with `password`, or with the key of this public half. */
export async function jumpHost(
  user: string,
  password: string,
  authorized?: string,
): Promise<JumpHost> {
  // It has two keys, of which the clients know the one that they do not ask for by themselves.
  const keys = [
    ssh2.utils.generateKeyPairSync("ecdsa", { bits: 384 }),
    ssh2.utils.generateKeyPairSync("ecdsa", { bits: 256 }),
  ] as const;
  const [key] = keys;
  const forwarded: string[] = [];
  const server = new ssh2.Server({ hostKeys: keys.map((each) => each.private) }, (client) => {
    client.on("error", () => undefined);
    client.on("authentication", (context) => {
      const isRight =
        context.method === "password"
          ? context.password === password
          : context.method === "publickey" &&
            context.key.data.toString("base64") === authorized?.split(" ")[1];
      if (isRight && context.username === user) context.accept();
      else context.reject(["password", "publickey"]);
    });
    client.on("tcpip", (accept, reject, { destIP, destPort }) => {
      forwarded.push(`${destIP}:${destPort}`);
      const socket = connect(destPort, destIP);
      socket.once("error", () => reject());
      socket.once("connect", () => {
        const channel = accept();
        channel.pipe(socket).pipe(channel);
        channel.on("error", () => socket.destroy());
        channel.on("close", () => socket.destroy());
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const [type = "", blob = ""] = key.public.split(" ");
  const knownHost = `[127.0.0.1]:${port} ${type} ${blob}`;
  return { port, knownHost, forwarded, close: () => server.close() };
}
