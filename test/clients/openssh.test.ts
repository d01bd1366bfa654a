import { expect, test } from "vitest";
import type { Box } from "../../src/lab/lab.ts";
import { opensshNeeds, ssh } from "./openssh.ts";
import { type ClientLab, clients } from "./support.ts";

/** What a person types to name the box `by-hand`, and what the terminal shows then. */
type Hand = {
  readonly product: Box["product"];
  readonly section: string;
  readonly typed: readonly string[];
  readonly shown: string;
  /** What `-T` shows: no echo without a terminal. */
  readonly bare: string;
  readonly version: RegExp;
};

const hands: readonly Hand[] = [
  {
    product: "csr1000v",
    section: "devices.md 2.4, 3.1, 3.10",
    typed: ["configure terminal", "hostname by-hand", "end", "write memory", "exit"],
    shown:
      "\r\n\r\n\r\n\r\ncsr1000v#configure terminal\r\nEnter configuration commands, one per line.  End with CNTL/Z.\r\ncsr1000v(config)#hostname by-hand\r\nby-hand(config)#end\r\nby-hand#write memory\r\nBuilding configuration...\r\n[OK]\r\nby-hand#exit\r\n",
    bare: "\r\n\r\n\r\n\r\nby-hand#Enter configuration commands, one per line.  End with CNTL/Z.\r\nby-hand(config)#by-hand(config)#by-hand#Building configuration...\r\n[OK]\r\nby-hand#",
    version: /^Cisco IOS XE Software, Version 16\.12\.03\r?\n/,
  },
  {
    product: "vsrx",
    section: "devices.md 2.4, 4.1, 4.4",
    typed: ["configure", "set system host-name by-hand", "commit and-quit", "exit"],
    shown:
      "--- JUNOS 17.3R2.10 built 2018-02-08 02:19:07 UTC\r\nnetctl> configure \r\nEntering configuration mode\r\n\r\n[edit]\r\nnetctl# set system host-name by-hand \r\n\r\n[edit]\r\nnetctl# commit and-quit \r\ncommit complete\r\nExiting configuration mode\r\n\r\nnetctl@by-hand> exit \r\n",
    bare: "--- JUNOS 17.3R2.10 built 2018-02-08 02:19:07 UTC\r\nnetctl@by-hand> Entering configuration mode\r\n\r\n[edit]\r\nnetctl@by-hand# \r\n[edit]\r\nnetctl@by-hand# commit complete\r\nExiting configuration mode\r\n\r\nnetctl@by-hand> ",
    version: /^(?:Hostname: \S+\r?\n)?Model: vsrx\r?\n/,
  },
  {
    product: "veos",
    section: "devices.md 2.4, 5.1, 5.6",
    typed: ["enable", "configure", "hostname by-hand", "end", "write memory", "exit"],
    shown:
      "localhost>enable\r\nlocalhost#configure\r\nlocalhost(config)#hostname by-hand\r\nby-hand(config)#end\r\nby-hand#write memory\r\nCopy completed successfully.\r\nby-hand#exit\r\n",
    bare: "by-hand>by-hand#by-hand(config)#by-hand(config)#by-hand#Copy completed successfully.\r\nby-hand#",
    version: /^Arista vEOS-lab\r?\n/,
  },
];

for (const { product, section, typed, shown, bare, version } of hands)
  clients(`ssh ${product}`, product, opensshNeeds, (lab: () => ClientLab) => {
    test("a wrong password ends with the exit code of sshpass (devices.md 2.1)", async () => {
      expect((await ssh(lab().box, { secret: "wrong" })).code).toBe(5);
      expect(await lab().logins()).toBe(0);
    });

    test(`ssh -tt shows every line as typed, with its prompt (${section})`, async () => {
      const { code, out } = await ssh(lab().box, { flags: ["-tt"], typed });
      expect(code).toBe(0);
      expect(out.endsWith(shown)).toBe(true);
      expect(await lab().running()).toMatch(/host-?name by-hand/);
      expect(await lab().isSaved()).toBe(true);
    });

    test(`ssh -T does the same without an echo (${section})`, async () => {
      const { code, out } = await ssh(lab().box, { flags: ["-T"], typed });
      expect(code).toBe(0);
      expect(out.endsWith(bare)).toBe(true);
    });

    test(`ssh with a command prints its answer alone, in one piece (${section})`, async () => {
      for (const flags of [[], ["-tt"]]) {
        const { code, out } = await ssh(lab().box, { flags, command: ["show", "version"] });
        expect(code).toBe(0);
        expect(out).toMatch(version);
        expect(out).not.toMatch(/[>#]\s*$|More/i);
      }
    });
  });
