import { expect, test } from "vitest";
import { Netmiko, netmikoNeeds } from "./netmiko.ts";
import { clients } from "./support.ts";

clients("netmiko cisco_ios", "csr1000v", netmikoNeeds, (lab) => {
  test("a wrong password is refused (devices.md 2.1)", async () => {
    await expect(Netmiko.open(lab().box, { password: "wrong" })).rejects.toThrow(
      "NetMikoAuthenticationException",
    );
  });

  test("enable, show, configure, save, and the refused line is told (devices.md 3.1, 3.2, 3.3, 3.10)", async () => {
    const client = await Netmiko.open(lab().box, { user: "oper" });
    expect(await client.call("find_prompt")).toBe("csr1000v>");
    expect(await client.call("enable")).toContain("csr1000v#");
    expect(await client.show("show privilege")).toBe("Current privilege level is 15");
    expect(await client.show("show running-config")).toMatch(/^Building.*\nend\n?$/s);
    const config_commands = ["interface Loopback7", "bogus", "description by netmiko"];
    const said = await client.call("send_config_set", { config_commands });
    expect(said).toContain(
      "csr1000v(config-if)#bogus\n                      ^\n% Invalid input detected at '^' marker.\n",
    );
    expect(await lab().running()).toContain("interface Loopback7\n description by netmiko\n");
    expect(await lab().isSaved()).toBe(false);
    expect(await client.call("save_config")).toContain("[OK]");
    expect(await lab().isSaved()).toBe(true);
    await client.close();
  });

  test("a timed change goes back by itself, or stays when confirmed (devices.md 3.4, 3.5)", async () => {
    const client = await Netmiko.open(lab().box);
    const timed = {
      config_mode_command: "configure terminal revert timer 5",
      config_commands: ["interface Loopback8", "description on trial"],
    };
    const said = await client.call("send_config_set", timed);
    expect(said).toContain("Rollback Confirmed Change: Backing up current running config to ");
    expect(await client.show("show archive config rollback timer")).toContain("Timer value: 5 min");
    await lab().expectRevert("description on trial");
    expect(await client.show("show archive config rollback timer")).toBe(
      "%No Rollback Confirmed Change pending",
    );
    await client.call("send_config_set", timed);
    expect(await client.show("configure confirm")).toBe("");
    await client.call("save_config");
    await lab().expectKept("description on trial");
    await client.close();
  });
});
