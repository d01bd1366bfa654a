import { expect, test } from "vitest";
import { NetctlError } from "../../src/errors.ts";
import { errorJson, errorText } from "../../src/report/error-text.ts";
import { plain } from "../../src/report/report.ts";

const place = { path: "templates/iosxe/link.njk", line: 3, column: 1 };

test("names the device, gives its words, the origin and the hint", () => {
  const error = new NetctlError("rejected", "the device refused a line", {
    device: "csr1",
    words: "mtu 99999\r\n\r\n% Invalid input",
    places: [place],
    hint: "the range is 64 to 9216",
  });
  expect(errorText(error, plain)).toBe(
    [
      "error: csr1: the device refused a line",
      "  | mtu 99999",
      "  | % Invalid input",
      "  --> templates/iosxe/link.njk:3:1",
      "  = help: the range is 64 to 9216",
      "",
    ].join("\n"),
  );
  expect(JSON.parse(errorJson(error))).toMatchObject({ kind: "rejected", device: "csr1" });
});

test("shows findings as frames, and their places once", () => {
  const finding = { code: "NC1103", message: "the file is not UTF-8 text", place };
  const error = new NetctlError("invalid", "a file cannot be read", {
    findings: [finding],
    places: [place],
  });
  expect(errorText(error, plain)).toBe(
    [
      "error: a file cannot be read",
      "",
      "error[NC1103]: the file is not UTF-8 text",
      "  --> templates/iosxe/link.njk:3:1",
      "",
      "1 error in 1 file",
      "",
    ].join("\n"),
  );
});

test("a bare refusal is one line", () => {
  expect(errorText(new NetctlError("usage", "no such command"), plain)).toBe(
    "error: no such command\n",
  );
});
