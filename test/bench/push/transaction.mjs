// netctl itself: a whole `netctl apply` of a workspace in git, from the first login to the last save: the plan, two logins,
// trial, verify, journal, record, confirm and save. Reading and rendering the workspace is not of it.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { apply } from "../../../dist/workflow/apply.js";
import { routes } from "./change.mjs";
import { knownHostsText } from "./known-hosts-of.mjs";

const schema = `type: object
required: [devices, prefixes]
properties:
  devices: { type: array, items: { type: string, device: true } }
  prefixes: { type: array, items: { type: string, format: ipv4-prefix } }
`;

const template = `{% for prefix in service.prefixes %}
ip route {{ prefix | network }} {{ prefix | netmask }} Null0
{% endfor %}
`;

function makeWorkspace(boxes) {
  const root = mkdtempSync(join(tmpdir(), "netctl-bench-"));
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const git = (...words) =>
    execFileSync("git", ["-c", "user.name=b", "-c", "user.email=b@b", ...words], { cwd: root });
  git("init", "-q");
  write("netctl.yaml", "");
  write("models/drop/schema.yaml", schema);
  write("templates/iosxe/drop.njk", template);
  const devices = boxes.ports.map((_, index) => `r${index}`);
  write("models/drop/all.yaml", JSON.stringify({ devices, prefixes: routes }));
  for (const [index, port] of boxes.ports.entries())
    write(
      `devices/r${index}.yaml`,
      `product: csr1000v\naddress: 127.0.0.1\nport: ${port}\ncredential: { user: bench, password: { secret: "env:BENCH" } }\nssh: { config: false }\n`,
    );
  write(".git/netctl/known_hosts", knownHostsText(boxes));
  git("add", "-A");
  git("commit", "-qm", "The bench");
  return root;
}

export async function prepare(boxes) {
  process.env.BENCH = "x";
  const root = makeWorkspace(boxes);
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  const { signal } = new AbortController();
  const approve = async () => true;
  return async (begin) => {
    const emit = ({ type }) => type === "reading" && begin();
    const applied = await apply(root, { choice: { targets: [] }, approve, emit, signal });
    const { end, warnings } = applied.outcome;
    if (end !== "new" || warnings.length > 0) throw new Error(`it ended ${end}: ${warnings}`);
  };
}
