import { contract } from "../session/contract.ts";

// Each by itself; heaps of them are in `npm test`. Known to be wrong, and not tried here: on IOS-XE an echo that comes
// twice, wrapped and drawn anew is taken for a refusal, and nothing is sent.
contract([
  ["log-noise"],
  ["echo-twice"],
  ["pager-ignores-length"],
  ["width80"],
  ["no-echo"],
  ["slow:15"],
  ["slow-arm:50"],
  ["redraw"],
  ["cr-twice"],
  ["old-sessions-table"],
  ["no-password-auth"],
  ["cluster-prefix:{master:0}"],
  ["quiet-timer"],
]);
