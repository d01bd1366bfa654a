import { connect } from "node:net";
import { NetctlError } from "../errors.ts";
import type { LabFile } from "./directory.ts";

/** One request to the lab process; one line of JSON each way. */
export type Request =
  | { readonly verb: "ping" | "status" | "down" }
  | { readonly verb: "fault"; readonly box: string; readonly fault: string; readonly on: boolean }
  | { readonly verb: "reset"; readonly box?: string }
  | { readonly verb: "edit"; readonly box: string; readonly lines: readonly string[] }
  | {
      readonly verb: "configuration";
      readonly box: string;
      readonly which: "running" | "startup";
    }
  | { readonly verb: "clock"; readonly seconds: number };

/** The lab process's answer. */
export type Reply = { readonly result: unknown } | { readonly error: string };

const REPLY_LIMIT_MS = 10_000;

/** Sends one request and waits for its answer, at most 10 s. Throws `usage` where the lab does not understand. */
export async function ask(lab: LabFile, request: Request): Promise<unknown> {
  const line = await roundTrip(lab.controlPort, JSON.stringify({ token: lab.token, ...request }));
  const reply = JSON.parse(line) as Reply;
  if ("error" in reply) throw new NetctlError("usage", reply.error);
  return reply.result;
}

async function roundTrip(port: number, line: string): Promise<string> {
  return await new Promise<string>((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(`${line}\n`));
    const fail = (cause: unknown): void => {
      socket.destroy();
      reject(new NetctlError("unreachable", "the lab does not answer", { cause }));
    };
    socket.setTimeout(REPLY_LIMIT_MS, () => fail("time limit"));
    socket.on("error", fail);
    socket.on("data", (bytes) => {
      answer += bytes.toString("utf8");
    });
    socket.on("end", () => {
      socket.destroy();
      if (answer.endsWith("\n")) resolve(answer);
      else fail("no answer");
    });
  });
}
