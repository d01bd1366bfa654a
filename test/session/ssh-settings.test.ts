import { describe, expect, it } from "vitest";
import { parseJump, sshSettings } from "../../src/session/ssh-settings.ts";

const text = `
Host edge-*
  HostName %h.example.net
  User ops
  Port 2222
  IdentityFile ~/.ssh/%r@%h
  IdentityFile ~/.ssh/second
  ProxyJump ann@gate:22, inner

Host inner
  ProxyJump none

Match exec "touch /tmp/never"
  User nobody

Host *
  User somebody
  Port 22
`;

describe("the user's ssh_config", () => {
  it("is heeded as ssh(1) does: the first value counts, tokens are filled in", () => {
    expect(sshSettings(text, "edge-1", "netctl")).toEqual({
      host: "edge-1.example.net",
      port: 2222,
      user: "ops",
      identityFiles: ["~/.ssh/ops@edge-1.example.net", "~/.ssh/second"],
      jumps: ["ann@gate:22", "inner"],
    });
  });

  it("says nothing of a host but what stands for all, and runs no program", () => {
    expect(sshSettings(text, "inner", "netctl")).toEqual({
      host: "inner",
      port: 22,
      user: "somebody",
      identityFiles: [],
      jumps: [],
    });
    expect(sshSettings("", "r1", "me")).toEqual({ host: "r1", identityFiles: [], jumps: [] });
  });

  it("reads the hops of a ProxyJump", () => {
    expect(parseJump("ann@gate:2200")).toEqual({ name: "gate", user: "ann", port: 2200 });
    expect(parseJump("ssh://gate")).toEqual({ name: "gate" });
    expect(parseJump("[2001:db8::1]:22")).toEqual({ name: "2001:db8::1", port: 22 });
  });
});
