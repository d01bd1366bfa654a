import type { Origin } from "../config/origin.ts";
import type { Service } from "../intent/intent.ts";

/** What one service says on one device, in lines of the device's own configuration language. */
export type Fragment = {
  readonly device: string;
  readonly service: Service;
  /** Lines with their indentation, each ended by a line feed; empty where the service says nothing here. */
  readonly text: string;
  /** Where a line of `text` comes from; lines count from 1. */
  readonly originOf: (line: number) => Origin;
};
