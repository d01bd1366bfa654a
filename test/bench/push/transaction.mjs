// netctl itself: its own transaction over a workspace in git, with journal and record, from the first login to the last
// save. The plan is made beforehand, as for `netctl apply PLAN`.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openJournal } from "../../../dist/repo/local/journal.js";
import { prepareRecord } from "../../../dist/repo/record/record.js";
import { carryOut } from "../../../dist/workflow/carry-out.js";
import { requireDeclared } from "../../../dist/workflow/declared.js";
import { takeHold } from "../../../dist/workflow/hold.js";
import { newId } from "../../../dist/workflow/new-id.js";
import { outcomeOf } from "../../../dist/workflow/outcome.js";
import { recordOf } from "../../../dist/workflow/record-of.js";
import { beginning } from "../../../dist/workflow/run/journal-entry.js";
import { makeFleet } from "../../../dist/workflow/run/reach.js";
import { survey } from "../../../dist/workflow/survey.js";
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
  const emit = () => undefined;
  const declared = await requireDeclared(makeWorkspace(boxes));
  const { workspace, intent } = declared;
  const first = await makeFleet(workspace, intent);
  const plan = await survey(declared, { id: newId(), fleet: first, choice: { targets: [] }, emit });
  first.close();
  const hold = await takeHold(declared, {
    ...{
      command: "apply",
      transaction: plan.id,
      timerMinutes: 5,
      emit,
      ready: async () => undefined,
    },
  });
  const { standing, claim } = hold;
  const content = await recordOf(declared, plan, undefined);
  const record = await prepareRecord(workspace, {
    ...content,
    standing,
    held: claim,
    renewed: claim,
  });
  const journal = await openJournal(workspace, plan.id);
  const members = plan.devices.map(({ device }) => ({ name: device, live: true }));
  const entry = { kind: "begin", id: plan.id, members, minutes: 5, record };
  await journal.append(entry);
  const fleet = await makeFleet(workspace, intent);
  const { signal } = new AbortController();
  return async () => {
    const ended = await carryOut(beginning(entry), {
      ...{
        workspace,
        home: standing.home,
        plan,
        intent,
        record,
        journal,
        fleet,
        minutes: 5,
        emit,
        signal,
      },
    });
    const { end, warnings } = outcomeOf(ended);
    if (end !== "new" || warnings.length > 0) throw new Error(`it ended ${end}: ${warnings}`);
    return { close: () => fleet.close() };
  };
}
