import { contract } from "../session/contract.ts";

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
  ["log-noise", "echo-twice", "pager-ignores-length", "width80", "cr-twice", "redraw"],
]);
