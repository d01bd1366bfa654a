import type { Socket } from "node:net";
import { Duplex } from "node:stream";

/**
 * A client's connection seen from a box that is far away: everything the box sends, its goodbye included, arrives
 * `rttMs` milliseconds late. What the client sends arrives at once: together that is one round trip.
 */
export class FarSocket extends Duplex {
  readonly remoteAddress: string | undefined;
  readonly remoteFamily: string | undefined;
  readonly remotePort: number | undefined;
  readonly #socket: Socket;
  readonly #rttMs: number;

  constructor(socket: Socket, rttMs: number) {
    super();
    this.#socket = socket;
    this.#rttMs = rttMs;
    this.remoteAddress = socket.remoteAddress;
    this.remoteFamily = socket.remoteFamily;
    this.remotePort = socket.remotePort;
    socket.on("data", (bytes: Buffer) => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.on("end", () => this.push(null));
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  // Timers of equal length fire in the order they were set: the bytes stay in order.
  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    setTimeout(() => {
      if (this.#socket.writable) this.#socket.write(bytes);
    }, this.#rttMs);
    done();
  }

  override _final(done: () => void): void {
    setTimeout(() => this.#socket.end(), this.#rttMs);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    setTimeout(() => this.#socket.destroy(), this.#rttMs);
    done(error);
  }
}
