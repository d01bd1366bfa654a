import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Box } from "../../src/lab/lab.ts";
import type { Need } from "./support.ts";

/** What the tests with Ansible need. */
export const ansibleNeeds: readonly Need[] = [
  { ask: ["ansible-playbook", "--version"], debian: "ansible" },
  {
    ask: [
      "/usr/bin/python3",
      "-c",
      "import paramiko, ansible_collections.cisco.ios, ansible_collections.arista.eos, ansible_collections.junipernetworks.junos",
    ],
    debian: "ansible",
  },
];

const networkOs = {
  iosxe: "cisco.ios.ios",
  eos: "arista.eos.eos",
  junos: "junipernetworks.junos.junos",
} as const;

/** What a task came to: `results` of a loop, `stdout` of commands; the rest as the module has it. */
export type Task = {
  readonly failed?: boolean;
  readonly changed?: boolean;
  readonly unreachable?: boolean;
  readonly stdout?: string | readonly string[];
  readonly results?: readonly { readonly stdout: string }[];
  /** Everything there is, as text. */
  readonly all: string;
};

type Report = {
  readonly plays: readonly {
    readonly tasks: readonly {
      readonly task: { readonly name: string };
      readonly hosts: Readonly<Record<string, object>>;
    }[];
  }[];
};

/** Runs the tasks of the platform's playbook that have this tag, over network_cli; answers them by name. */
export async function playbook(
  box: Box,
  tag: string,
  { user = box.user, password = box.password } = {},
): Promise<Readonly<Record<string, Task>>> {
  const home = mkdtempSync(join(tmpdir(), "netctl-ansible-"));
  try {
    const inventory = join(home, "inventory.json");
    writeFileSync(inventory, JSON.stringify(hosts(box, user, password)), { mode: 0o600 });
    const book = join(import.meta.dirname, "playbooks", `${box.platform}.yaml`);
    const report = await run(["-i", inventory, "--tags", tag, book], home);
    const tasks = report.plays[0]?.tasks ?? [];
    return Object.fromEntries(
      tasks.map(({ task, hosts: { box: found } }) => [
        task.name,
        { ...found, all: JSON.stringify(found) },
      ]),
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function hosts({ host, port, platform, password: secret }: Box, user: string, password: string) {
  const become = {
    ansible_become: true,
    ansible_become_method: "enable",
    ansible_become_password: secret,
  };
  const box = {
    ansible_host: host,
    ansible_port: port,
    ansible_user: user,
    ansible_password: password,
    ansible_connection: "ansible.netcommon.network_cli",
    ansible_network_os: networkOs[platform],
    ansible_network_cli_ssh_type: "paramiko",
    ansible_python_interpreter: "/usr/bin/python3",
    ...(platform === "junos" ? {} : become),
  };
  return { all: { hosts: { box } } };
}

async function run(args: readonly string[], home: string): Promise<Report> {
  const child = spawn("ansible-playbook", args, {
    cwd: home,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      HOME: home,
      ANSIBLE_HOST_KEY_CHECKING: "False",
      ANSIBLE_NOCOLOR: "1",
      ANSIBLE_STDOUT_CALLBACK: "json",
      ANSIBLE_RETRY_FILES_ENABLED: "False",
    },
  });
  let out = "";
  let wrong = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    wrong += text;
  });
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  });
  const start = out.indexOf("{");
  if (start < 0) throw new Error(`ansible-playbook said ${out}${wrong}`);
  return JSON.parse(out.slice(start)) as Report;
}
