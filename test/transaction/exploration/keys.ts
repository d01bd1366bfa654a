import type { Order } from "../../../src/transaction/order.ts";
import type { Open, State } from "./world.ts";

/**
 * Short names for states: two states with one name have the same future. What decides it is everything but the words
 * in which the past is told, and but the names of devices that are alike in every way.
 */
export class Keys {
  readonly #numbers = new Map<string, number>();

  of(state: State): string {
    const { netctl, transaction, git, faultsLeft, isFinal, held } = state;
    const { stage, wave, recording, unknownRecords, commit } = transaction;
    const shared = [
      ...[netctl, stage, wave, recording, unknownRecords, commit, faultsLeft, isFinal],
      ...[held.length, git.commit, git.lock, git.isUnderway, git.isFollowed],
      ...[git.isSilent, git.isLate, recordText(state.open)],
    ].join();
    const devices = state.devices.map((_it, index) => this.#number(deviceText(state, index)));
    const all = [this.#number(shared), ...devices.sort((a, b) => a - b)];
    return all.map((number) => String.fromCharCode(number >>> 16, number & 0xffff)).join("");
  }

  /** The same number for the same text, and another for every other. */
  #number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

function recordText(open: readonly Open[]): string {
  return open
    .filter(({ order }) => order.phase === "record")
    .map((each) => openText(each, each.order.phase === "record" ? each.order.before : undefined))
    .join("|");
}

function deviceText({ transaction, devices, open }: State, index: number): string {
  const member = transaction.members[index];
  const it = devices[index];
  if (member === undefined || it === undefined) throw new Error("every device is a member");
  const { live, wave, done, underway, reach, next, inquiries, end, deadline, seen } = member;
  const { kind, runs, startup, timer, staged, session } = it;
  const { isSilent, isCut, isBent, isTheirs, late } = it;
  const isOurs = (order: Order) => order.phase !== "record" && order.device === it.name;
  const sent = open
    .filter(({ order }) => isOurs(order))
    .map((each) => openText(each, "until" in each.order ? each.order.until : undefined));
  return [
    ...[kind, live, wave, done, underway, reach, next, inquiries, end, deadline, seen, "/"],
    ...[runs, startup, timer?.to, timer?.isOurs, staged, session],
    ...[isSilent, isCut, isBent, isTheirs, late.join("+"), "/", ...sent.sort()],
  ].join();
}

function openText({ order, taken, report }: Open, limit: number | undefined): string {
  if (report?.kind !== "report") return `${order.phase}${taken}${limit}`;
  const { device: _name, ...said } = { device: "", ...report.report };
  return `${order.phase}${taken}${limit}${JSON.stringify(said)}`;
}
