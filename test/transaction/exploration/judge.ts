import type { Order } from "../../../src/transaction/order.ts";
import type { Member } from "../../../src/transaction/transaction.ts";
import type { Content, Device } from "./device.ts";
import { type State, Violation } from "./world.ts";

/** What nobody may be told, judged by the world and not by the machine. */
export function checkOrders(state: State, due: readonly Order[]): void {
  for (const order of due) {
    const wrong = order.phase === "record" ? undefined : wrongOrder(state, order);
    if (wrong !== undefined) throw new Violation(wrong, state);
  }
}

const onlyForward: readonly string[] = ["confirm", "redo", "save"];
const onlyBack: readonly string[] = ["undo", "discard"];

function wrongOrder(
  { git, devices, transaction }: State,
  { phase, device: name }: Exclude<Order, { phase: "record" }>,
): string | undefined {
  const it = devices.find((each) => each.name === name);
  const isRecorded = git.commit !== undefined;
  if (onlyForward.includes(phase) && !isRecorded) return `${phase} before the record`;
  if (onlyBack.includes(phase) && isRecorded) return `${phase} after the record`;
  if (phase !== "trial" || it?.kind !== "live") return undefined;
  const isEarly = transaction.members.some(
    ({ live, done, wave }) => wave === transaction.wave && !live && done !== "trial",
  );
  return isEarly ? "a live device goes into trial before one that can refuse" : undefined;
}

/** What no end may be, in words; undefined where all is well. Timers run out and late steps happen first. */
export function wrongAtEnd(state: State): string | undefined {
  const { transaction, devices, git } = state;
  const wanted: Content = git.commit === undefined ? "old" : "new";
  return transaction.members
    .map((member, index) => wrongWith(member, devices[index], wanted))
    .find((wrong) => wrong !== undefined);
}

function wrongWith(
  { end, name, warnings }: Member,
  it: Device | undefined,
  wanted: Content,
): string | undefined {
  if (it === undefined || end === undefined) return `${name} has no end`;
  if (end === "in-doubt" || it.isTheirs) return undefined;
  if ((end === "new") !== (wanted === "new")) return `${name} is called ${end}, git is ${wanted}`;
  // It was said that something was not saved, or not thrown away.
  if (warnings.length > 0) return undefined;
  if (it.runs !== wanted || it.timer) return `${name} is called ${end} and runs ${it.runs}`;
  // After a redo that went wrong twice a session may be left staged: the device throws it away by itself.
  if (it.kind === "session" && it.staged && wanted === "old")
    return `${name} keeps a staged candidate`;
  const isSaved = it.kind === "candidate" || it.startup === wanted;
  return isSaved ? undefined : `${name} would restart with ${it.startup}`;
}
