import { expect, test } from "vitest";
import { login, rancidNeeds } from "./rancid.ts";
import { clients } from "./support.ts";

clients("rancid clogin", "veos", rancidNeeds, (lab) => {
  test("a wrong password is refused (devices.md 2.1)", async () => {
    const { code, out } = await login("clogin", lab().box, ["show version"], "wrong");
    expect(code).toBe(1);
    expect(out).toContain("Error: Couldn't login");
  });

  test("enable, show, configure, save, and the refused line is told (devices.md 5.1, 5.2, 5.3, 5.6)", async () => {
    const { code, out } = await login("clogin", lab().box, [
      ...["show hostname | json", "configure terminal", "interface Loopback7"],
      ...["description by rancid", "bogus", "end", "write memory"],
    ]);
    expect(code).toBe(0);
    expect(out).toContain('    "hostname": "localhost"');
    expect(out).toContain("% Invalid input (at token 1: 'bogus')\nlocalhost(config-if-Lo7)#end\n");
    expect(await lab().running()).toContain("interface Loopback7\n   description by rancid\n");
    expect(await lab().isSaved()).toBe(true);
  });

  test("a timed session goes back by itself, or stays when confirmed (devices.md 5.4, 5.5)", async () => {
    const arm = [
      ...["configure session trial", "interface Loopback8", "description on trial"],
      "commit timer 00:05:00",
    ];
    const { out } = await login("clogin", lab().box, [...arm, "show configuration sessions"]);
    expect(out).toContain("Session with pending commit timer: trial");
    await lab().expectRevert("description on trial");
    await login("clogin", lab().box, arm);
    await login("clogin", lab().box, ["configure session trial commit", "write memory"]);
    await lab().expectKept("description on trial");
  });
});
