import { expect, test } from "vitest";
import { login, rancidNeeds } from "./rancid.ts";
import { clients } from "./support.ts";

clients("rancid jlogin", "vsrx", rancidNeeds, (lab) => {
  test("a wrong password is refused (devices.md 2.1)", async () => {
    const { out } = await login("jlogin", lab().box, ["show version"], "wrong");
    expect(out).toMatch(/Error: (?:Couldn't login|Connection Refused|EOF received)/);
    expect(await lab().logins()).toBe(0);
  });

  test("show, candidate, refused line, commit (devices.md 4.1, 4.2, 4.3, 4.4)", async () => {
    const { out } = await login("jlogin", lab().box, [
      ...["show version", "configure", "set snmp location by-rancid", "bogus", "show | compare"],
      ...["commit check", "commit", "exit configuration-mode"],
    ]);
    expect(out).toContain("Junos: 17.3R2.10");
    expect(out).toContain("unknown command.");
    expect(out).toContain("+   location by-rancid;");
    expect(out).toContain("configuration check succeeds\n\n[edit]\n");
    expect(await lab().running()).toContain("location by-rancid;");
  });

  test("a timed commit goes back by itself, or stays when confirmed (devices.md 4.5)", async () => {
    const trial = ["configure", "set system time-zone Europe/Berlin", "commit confirmed 5"];
    const arm = [...trial, "exit configuration-mode"];
    const { out } = await login("jlogin", lab().box, [...arm, "show system commit"]);
    expect(out).toContain("# commit confirmed will be rolled back in 5 minutes\n[edit]");
    expect(out).toContain("rollback pending");
    await lab().expectRevert("time-zone Europe/Berlin");
    await login("jlogin", lab().box, arm);
    await login("jlogin", lab().box, ["configure", "commit check", "exit configuration-mode"]);
    await lab().expectKept("time-zone Europe/Berlin");
  });
});
