import { expect, test } from "vitest";
import { Netmiko, netmikoNeeds } from "./netmiko.ts";
import { clients } from "./support.ts";

clients("netmiko arista_eos", "veos", netmikoNeeds, (lab) => {
  test("a wrong password is refused (devices.md 2.1)", async () => {
    await expect(Netmiko.open(lab().box, { password: "wrong" })).rejects.toThrow(
      "NetMikoAuthenticationException",
    );
  });

  test("enable, show, configure, save, and the refused line is told (devices.md 5.1, 5.2, 5.3, 5.6)", async () => {
    const client = await Netmiko.open(lab().box);
    expect(await client.call("find_prompt")).toBe("localhost>");
    await client.call("enable");
    expect(await client.call("check_enable_mode")).toBe(true);
    expect(await client.show("show version | json")).toContain('"modelName": "vEOS-lab"');
    const config_commands = ["interface Loopback7", "bogus", "description by netmiko"];
    const said = await client.call("send_config_set", { config_commands });
    expect(said).toContain("% Invalid input (at token 1: 'bogus')");
    expect(await lab().running()).toContain("interface Loopback7\n   description by netmiko\n");
    expect(await client.call("save_config")).toContain("Copy completed successfully.");
    expect(await lab().isSaved()).toBe(true);
    await client.close();
  });

  test("a timed session goes back by itself, or stays when confirmed (devices.md 5.4, 5.5)", async () => {
    const client = await Netmiko.open(lab().box);
    await client.call("enable");
    const trial = async (name: string): Promise<void> => {
      await client.call("send_config_set", {
        config_mode_command: `configure session ${name}`,
        config_commands: ["interface Loopback8", "description on trial", "commit timer 00:05:00"],
        exit_config_mode: false,
      });
    };
    await trial("trial-1");
    expect(await client.show("show configuration sessions detail")).toContain(
      "Session with pending commit timer: trial-1",
    );
    await lab().expectRevert("description on trial");
    await trial("trial-2");
    expect(await client.show("configure session trial-2 commit")).toBe("");
    await client.call("save_config");
    await lab().expectKept("description on trial");
    await client.close();
  });
});
