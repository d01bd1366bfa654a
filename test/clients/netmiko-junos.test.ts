import { expect, test } from "vitest";
import { Netmiko, netmikoNeeds } from "./netmiko.ts";
import { clients } from "./support.ts";

clients("netmiko juniper_junos", "vsrx", netmikoNeeds, (lab) => {
  test("a wrong password is refused (devices.md 2.1)", async () => {
    await expect(Netmiko.open(lab().box, { password: "wrong" })).rejects.toThrow(
      "NetMikoAuthenticationException",
    );
  });

  test("show, candidate, refused line, check, commit (devices.md 4.1, 4.2, 4.3, 4.4)", async () => {
    const client = await Netmiko.open(lab().box);
    expect(await client.show("show version")).toContain("Junos: 17.3R2.10");
    const config_commands = ["set snmp location building-1", "bogus"];
    const said = await client.call("send_config_set", { config_commands, exit_config_mode: false });
    expect(said).toContain("unknown command.");
    expect(await lab().running()).not.toContain("building");
    expect(await client.show("show | compare")).toContain("+   location building-1;");
    expect(await client.call("commit", { check: true })).toContain("configuration check succeeds");
    expect(await client.call("commit", { comment: "by netmiko" })).toContain("commit complete");
    expect(await lab().running()).toContain("building-1");
    await client.show("set snmp location floor-1");
    // Netmiko answers `yes` to "Exit with uncommitted changes?": the edit stays in the shared candidate.
    await client.call("exit_config_mode");
    expect(await lab().running()).not.toContain("floor");
    await client.close();
  });

  test("a timed commit goes back by itself, or stays when confirmed (devices.md 4.5)", async () => {
    const client = await Netmiko.open(lab().box);
    const line = "set system time-zone Europe/Berlin";
    const trial = async (): Promise<void> => {
      await client.call("send_config_set", { config_commands: [line], exit_config_mode: false });
      await client.call("commit", { confirm: true, confirm_delay: 5, comment: "trial" });
      await client.call("exit_config_mode");
    };
    await trial();
    expect(await client.show("show system commit")).toMatch(/trial\n {4}rollback pending/);
    await lab().expectRevert("time-zone Europe/Berlin");
    await trial();
    await client.call("commit", { and_quit: true });
    expect(await client.show("show system commit")).not.toContain("rollback pending");
    await lab().expectKept("time-zone Europe/Berlin");
    await client.close();
  });
});
