import { expect, test } from "vitest";
import { login, rancidNeeds } from "./rancid.ts";
import { clients } from "./support.ts";

clients("rancid clogin", "csr1000v", rancidNeeds, (lab) => {
  test("a wrong password is refused three times, then the box hangs up (devices.md 2.1, 2.2)", async () => {
    const { code, out } = await login("clogin", lab().box, ["show version"], "wrong");
    expect(code).toBe(1);
    expect(out).toContain("Error: Couldn't login");
    expect(out.match(/Password:/g)).toHaveLength(3);
  });

  test("enable, show, configure, save, and the refused line is told (devices.md 3.1, 3.2, 3.3, 3.10)", async () => {
    const { code, out } = await login("clogin", { ...lab().box, user: "oper" }, [
      ...["show privilege", "configure terminal", "interface Loopback7"],
      ...["description by rancid", "bogus", "end", "write memory"],
    ]);
    expect(code).toBe(0);
    expect(out).toContain("csr1000v>enable\nPassword: \ncsr1000v#");
    expect(out).toContain("Current privilege level is 15\ncsr1000v#configure terminal\n");
    expect(out).toContain("% Invalid input detected at '^' marker.\n\ncsr1000v(config-if)#end\n");
    expect(await lab().running()).toContain("interface Loopback7\n description by rancid\n");
    expect(await lab().isSaved()).toBe(true);
  });

  test("a timed change goes back by itself, or stays when confirmed (devices.md 3.4, 3.5)", async () => {
    const trial = ["interface Loopback8", "description on trial", "end"];
    const arm = ["configure terminal revert timer 5", ...trial];
    const { out } = await login("clogin", lab().box, [
      ...arm,
      "show archive config rollback timer",
    ]);
    expect(out).toContain("Timer value: 5 min");
    await lab().expectRevert("description on trial");
    await login("clogin", lab().box, arm);
    await login("clogin", lab().box, ["configure confirm", "write memory"]);
    await lab().expectKept("description on trial");
  });
});
