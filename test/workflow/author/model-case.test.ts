import { expect, test } from "vitest";
import { caseResult, isExpectation, modelCases } from "../../../src/workflow/author/model-case.ts";
import { starterFiles } from "../../support/workspace.ts";

const base = "models/door/tests/one";
const workspace = (more: Readonly<Record<string, string>> = {}): Map<string, string> =>
  new Map(
    Object.entries({
      "models/door/schema.yaml": `type: object
required: [on]
additionalProperties: false
properties:
  on: { type: array, items: { type: string, device: true } }
  vrf: { type: string, service: vrf }
`,
      "models/vrf/schema.yaml": "type: object\nproperties: { rd: { type: string } }\n",
      "models/other/schema.yaml": "type: nonsense\n",
      "templates/eos/door.njk":
        "{% if service.vrf %}\nvlan {{ services.vrf[service.vrf].rd }}\n{% endif %}\nvlan 7\n",
      [`${base}/service.yaml`]: "on: [eos, eos-2]\n",
      ...more,
    }),
  );

function resultOf(files: ReadonlyMap<string, string>): Record<string, string> {
  const [first] = modelCases(files);
  if (first === undefined) throw new Error("no case");
  return Object.fromEntries(caseResult(files, first));
}

test("a case gives the lines of each device that its service is on", () => {
  expect(resultOf(workspace())).toEqual({ "eos.conf": "vlan 7\n", "eos-2.conf": "vlan 7\n" });
});

test("services that a case refers to lie in its own folder, and their lines are none of its own", () => {
  const files = workspace({
    [`${base}/service.yaml`]: "on: [eos]\nvrf: red\n",
    [`${base}/models/vrf/red.yaml`]: "rd: '9'\n",
  });
  expect(resultOf(files)).toEqual({ "eos.conf": "vlan 9\nvlan 7\n" });
});

test("what is wrong with a case is told in findings.txt, at the place in its service", () => {
  expect(resultOf(workspace({ [`${base}/service.yaml`]: "on: [eos, junos]\n" }))).toEqual({
    "findings.txt": "service.yaml:1:11 NC1021 junos is junos, for which `door` has no template\n",
  });
});

const starter = starterFiles();

test.each(modelCases(starter).map((each) => [`${each.model}/${each.name}`, each] as const))(
  "the golden case %s of the starter comes out as it is written",
  (_, each) => {
    const expected = [...each.files].filter(([file]) => isExpectation(file));
    expect(expected.length).toBeGreaterThan(0);
    expect(Object.fromEntries(caseResult(starter, each))).toEqual(Object.fromEntries(expected));
  },
);
