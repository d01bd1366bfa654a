import { connect, type Socket } from "node:net";

/**
 * A connection under way to a host. What is written to it in one turn goes out in one go, for SSH says many small things
 * one behind the other, and each would cost a system call and a segment of its own. Nothing waits for the other side to acknowledge what was said
 * before: hosts take 40 to 200 ms for that where they have nothing to answer.
 */
export function openSocket(host: string, port: number): Socket {
  const socket = connect({ host, port, noDelay: true });
  const write = socket.write.bind(socket) as (...words: unknown[]) => boolean;
  socket.write = (...words: unknown[]) => {
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    return write(...words);
  };
  return socket;
}
