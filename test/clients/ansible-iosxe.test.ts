import { expect, test } from "vitest";
import { ansibleNeeds, playbook } from "./ansible.ts";
import { clients } from "./support.ts";

clients("ansible cisco.ios", "csr1000v", ansibleNeeds, (lab) => {
  test("a wrong password is refused (devices.md 2.1)", async () => {
    const { show } = await playbook(lab().box, "change", { password: "wrong" });
    expect(show?.all).toMatch(/unreachable|Failed to authenticate|Authentication failed/);
    expect(await lab().logins()).toBe(0);
  });

  test("become, facts, ios_command and ios_config, which is idempotent and tells a refusal (devices.md 3.1, 3.2, 3.3, 3.10, 3.12)", async () => {
    const tasks = await playbook(lab().box, "change", { user: "oper" });
    const { show, facts, configure } = tasks;
    expect(show?.stdout?.[0]).toContain("Cisco IOS XE Software, Version 16.12.03");
    expect(show?.stdout?.[2]).toBe("Current privilege level is 15");
    expect(show?.stdout?.[3]).toMatch(/^Building configuration[\s\S]*\nend$/);
    expect(facts?.all).toContain('"ansible_net_version":"16.12.03"');
    expect(configure).toMatchObject({ changed: true });
    expect(tasks["configure again"]).toMatchObject({ changed: false });
    expect(tasks["configure something wrong"]?.failed).toBe(true);
    expect(tasks["configure something wrong"]?.all).toContain("% Invalid input detected at '^'");
    expect(await lab().running()).toContain(
      "interface Loopback7\n description by ansible\n ip address 192.0.2.7 255.255.255.255\n",
    );
    expect(await lab().isSaved()).toBe(true);
  });

  test("a timed change goes back by itself, or stays when confirmed (devices.md 3.4, 3.5)", async () => {
    const { arm } = await playbook(lab().box, "arm");
    expect(arm?.stdout?.[4]).toContain("Timer value: 5 min");
    await lab().expectRevert("description on trial");
    await playbook(lab().box, "arm");
    const { confirm } = await playbook(lab().box, "confirm");
    expect(confirm?.stdout?.[1]).toBe("%No Rollback Confirmed Change pending");
    await lab().expectKept("description on trial");
  });
});
