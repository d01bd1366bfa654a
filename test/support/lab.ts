import { join } from "node:path";
import {
  type BoxStatus,
  labClock,
  labEdit,
  labFault,
  labRunning,
  labStatus,
} from "../../src/lab/lab.ts";
import { Workspace } from "./netctl.ts";

/** The example network of three vendors in a fresh folder, with its devices up. */
export async function exampleNetwork(): Promise<{
  readonly workspace: Workspace;
  readonly lab: Lab;
}> {
  const workspace = await Workspace.make();
  const { code, out, err } = await workspace.netctl("lab", "up");
  if (code !== 0) throw new Error(`the lab did not come up: ${out}${err}`);
  return { workspace, lab: new Lab(workspace) };
}

/** The lab of a workspace, as somebody beside the devices sees it: not through netctl. */
export class Lab {
  readonly #directory: string;

  constructor(workspace: Workspace) {
    this.#directory = join(workspace.root, ".git/netctl/lab");
  }

  async fault(box: string, fault: string, isOn = true): Promise<void> {
    await labFault(this.#directory, box, fault, isOn);
  }

  async edit(box: string, ...lines: readonly string[]): Promise<void> {
    await labEdit(this.#directory, box, lines);
  }

  async forward(seconds: number): Promise<void> {
    await labClock(this.#directory, seconds);
  }

  async status(): Promise<readonly BoxStatus[]> {
    return labStatus(this.#directory);
  }

  /** Commands typed in configuration modes since the start, all boxes together. */
  async configCommands(): Promise<number> {
    return (await this.status()).reduce((sum, { counts }) => sum + counts.configCommands, 0);
  }

  /** What each box runs, without the header that changes by itself. */
  async running(): Promise<Readonly<Record<string, string>>> {
    return this.#all("running");
  }

  async startup(): Promise<Readonly<Record<string, string>>> {
    return this.#all("startup");
  }

  async #all(which: "running" | "startup"): Promise<Readonly<Record<string, string>>> {
    const names = (await this.status()).map(({ name }) => name);
    const texts = await Promise.all(names.map((name) => labRunning(this.#directory, name, which)));
    return Object.fromEntries(names.map((name, index) => [name, steady(texts[index] ?? "")]));
  }
}

/** The text without the lines a device changes by itself: time stamps and sizes. */
export function steady(text: string): string {
  const volatile =
    /^(?:Building configuration.*|Current configuration : .*|Using \d+ out of .*|! (?:Last|No) configuration change.*|! NVRAM config.*|! (?:Time|Command|device|Startup-config last).*|## Last (?:commit|changed).*)\n/gm;
  return text.replaceAll("\r", "").replaceAll(volatile, "");
}
