import { expect, test } from "vitest";
import { ansibleNeeds, playbook } from "./ansible.ts";
import { clients } from "./support.ts";

clients("ansible junipernetworks.junos", "vsrx", ansibleNeeds, (lab) => {
  test("a wrong password is refused (devices.md 2.1)", async () => {
    const { show } = await playbook(lab().box, "change", { password: "wrong" });
    expect(show?.all).toMatch(/unreachable|Failed to authenticate|Authentication failed/);
    expect(await lab().logins()).toBe(0);
  });

  test("cli_command and cli_config, which is idempotent and tells a refusal (devices.md 4.1, 4.2, 4.3, 4.4)", async () => {
    const tasks = await playbook(lab().box, "change");
    expect(tasks["show"]?.stdout).toContain("Junos: 17.3R2.10");
    expect(tasks["configure"]).toMatchObject({ changed: true });
    expect(tasks["configure again"]).toMatchObject({ changed: false });
    expect(tasks["configure something wrong"]?.failed).toBe(true);
    expect(tasks["configure something wrong"]?.all).toContain("syntax error.");
    expect(await lab().running()).toContain("location by-ansible;");
    expect(await lab().isSaved()).toBe(true);
  });

  test("a timed commit goes back by itself, or stays when confirmed (devices.md 4.5)", async () => {
    const said = async (tag: string): Promise<string | undefined> =>
      (await playbook(lab().box, tag))[tag]?.results?.map(({ stdout }) => stdout).join("\n");
    const armed = await said("arm");
    expect(armed).toContain("+   time-zone Europe/Berlin;");
    expect(armed).toContain("configuration check succeeds");
    expect(armed).toContain("commit confirmed will be automatically rolled back in 5 minutes");
    expect(armed).toContain("rollback pending");
    await lab().expectRevert("time-zone Europe/Berlin");
    await said("arm");
    expect(await said("confirm")).not.toContain("rollback pending");
    await lab().expectKept("time-zone Europe/Berlin");
  });
});
