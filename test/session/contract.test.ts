import { contract } from "./contract.ts";

// Every noise is in here once; test:long takes each alone as well.
contract([
  [],
  ["log-noise", "echo-twice", "pager-ignores-length", "width80", "cluster-prefix:{primary:node0}"],
  ["log-noise", "no-echo", "pager-ignores-length"],
  [
    "slow:5",
    "slow-arm:20",
    "redraw",
    "cr-twice",
    "old-sessions-table",
    "no-password-auth",
    "quiet-timer",
  ],
]);
