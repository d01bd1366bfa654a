import { expect, test } from "vitest";
import { ansibleNeeds, playbook } from "./ansible.ts";
import { clients } from "./support.ts";

clients("ansible arista.eos", "veos", ansibleNeeds, (lab) => {
  test("a wrong password is refused (devices.md 2.1)", async () => {
    const { show } = await playbook(lab().box, "change", { password: "wrong" });
    expect(show?.all).toMatch(/unreachable|Failed to authenticate|Authentication failed/);
    expect(await lab().logins()).toBe(0);
  });

  test("become, facts, eos_command and eos_config, which is idempotent and tells a refusal (devices.md 5.1, 5.2, 5.3, 5.4, 5.6, 5.7)", async () => {
    const tasks = await playbook(lab().box, "change");
    const { show, facts, configure } = tasks;
    expect(show?.stdout?.[0]).toMatchObject({ modelName: "vEOS-lab", version: "4.32.2F" });
    expect(show?.stdout?.[1]).toMatchObject({ hostname: "localhost" });
    expect(show?.stdout?.[3]).toMatch(/^! Command: show running-config\n! device: /);
    expect(facts?.all).toContain('"ansible_net_hostname":"localhost"');
    expect(configure).toMatchObject({ changed: true });
    expect(tasks["configure again"]).toMatchObject({ changed: false });
    expect(tasks["configure something wrong"]?.failed).toBe(true);
    expect(tasks["configure something wrong"]?.all).toContain("% Invalid input");
    expect(await lab().running()).toContain(
      "interface Loopback7\n   description by ansible\n   ip address 192.0.2.7/32\n",
    );
    expect(await lab().isSaved()).toBe(true);
  });

  test("a timed session goes back by itself, or stays when confirmed (devices.md 5.4, 5.5)", async () => {
    const { arm } = await playbook(lab().box, "arm");
    expect(arm?.stdout?.[3]).toContain("+   description on trial");
    expect(arm?.stdout?.[5]).toContain("Session with pending commit timer: ansible-trial");
    await lab().expectRevert("description on trial");
    await playbook(lab().box, "arm");
    const { confirm } = await playbook(lab().box, "confirm");
    expect(confirm?.stdout?.[1]).not.toContain("pending commit timer");
    await lab().expectKept("description on trial");
  });
});
