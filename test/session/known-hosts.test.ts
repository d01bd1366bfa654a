import { createHmac, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  fingerprint,
  judge,
  knownHostLine,
  knownTypes,
  parseKnownHosts,
} from "../../src/session/known-hosts.ts";

function keyOf(seed: number): Buffer {
  const type = Buffer.from("ssh-ed25519");
  const head = Buffer.alloc(4);
  head.writeUInt32BE(type.length);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(32);
  return Buffer.concat([head, type, size, Buffer.alloc(32, seed)]);
}

const key = keyOf(1);
const line = (hosts: string, of: Buffer = key, marker = "") =>
  `${marker}${hosts} ssh-ed25519 ${of.toString("base64")} a comment\n`;

function kindOf(text: string, host = "r1", port = 22): string {
  return judge(parseKnownHosts(text, "known_hosts"), host, port, key).kind;
}

describe("known hosts", () => {
  it("know a host by its plain name, by one of several, and by its port", () => {
    expect(kindOf(line("r1"))).toBe("known");
    expect(kindOf(line("r9,r1,10.0.0.1"))).toBe("known");
    expect(kindOf(line("[r1]:2222"), "r1", 2222)).toBe("known");
    expect(kindOf(line("r1"), "r1", 2222)).toBe("unknown");
  });

  it("know a hashed host name", () => {
    const salt = randomBytes(20);
    const hash = createHmac("sha1", salt).update("[r1]:2222").digest("base64");
    expect(kindOf(line(`|1|${salt.toString("base64")}|${hash}`), "r1", 2222)).toBe("known");
    expect(kindOf(line(`|1|${salt.toString("base64")}|${hash}`), "r2", 2222)).toBe("unknown");
  });

  it("know hosts by wildcards, except those that are excluded", () => {
    expect(kindOf(line("*.example.net"), "r1.example.net")).toBe("known");
    expect(kindOf(line("*.example.net,!r1.example.net"), "r1.example.net")).toBe("unknown");
    expect(kindOf(line("r?"))).toBe("known");
  });

  it("call a key changed when the host is known by another one, and say where", () => {
    const entries = parseKnownHosts(`# mine\n${line("r1", keyOf(2))}`, "known_hosts");
    expect(judge(entries, "r1", 22, key)).toEqual({ kind: "changed", at: "known_hosts:2" });
  });

  it("refuse a revoked key even where it is known too", () => {
    expect(kindOf(`${line("r1")}${line("*", key, "@revoked ")}`)).toBe("revoked");
  });

  it("do not take a certificate authority for a host's own key", () => {
    expect(kindOf(line("r1", key, "@cert-authority "))).toBe("unknown");
  });

  it("pass over lines that are none, and an empty file", () => {
    expect(kindOf("")).toBe("unknown");
    expect(kindOf("# only a comment\n\nbroken\nr1 ssh-rsa\n")).toBe("unknown");
  });

  it("read what they wrote, and fingerprint as OpenSSH does", () => {
    const written = knownHostLine("r1", 2222, key);
    expect(kindOf(`${written}\n`, "r1", 2222)).toBe("known");
    expect(knownTypes(parseKnownHosts(written, "f"), "r1", 2222)).toEqual(["ssh-ed25519"]);
    // As `ssh-keygen -lf` prints it for this key.
    expect(fingerprint(key)).toBe("SHA256:RXm/ruZ0eTzRXKwi1AQEDynB0VgHQ2ac9KPSFdf/YnA");
  });
});
