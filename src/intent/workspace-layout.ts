import type { Finding } from "../errors.ts";

/** What a file of the workspace is, by its path alone. */
export type FileKind =
  | { readonly kind: "settings"; readonly path: string }
  | { readonly kind: "device"; readonly path: string; readonly name: string }
  | { readonly kind: "schema"; readonly path: string; readonly model: string }
  | {
      readonly kind: "service";
      readonly path: string;
      readonly model: string;
      readonly name: string;
    }
  | {
      readonly kind: "template";
      readonly path: string;
      readonly platform: string;
      readonly name: string;
    }
  | { readonly kind: "platform"; readonly path: string; readonly name: string }
  | { readonly kind: "pool" | "taken"; readonly path: string; readonly name: string };

/** What names of devices, models and services look like: safe as a file name everywhere and as a word on a device. */
const namePattern: RegExp = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a text can be the name of a device, model or service. */
export function isName(text: string): boolean {
  return namePattern.test(text);
}

/** True for the files of golden cases, which lie beside the services but are none. */
export function isOfTest(path: string): boolean {
  return path.includes("/tests/") && /^models\/[^/]+\/tests\//.test(path);
}

/** Sorts the files of a workspace by what they are. A file that would be silently left out is a finding. */
export function workspaceLayout(paths: Iterable<string>): {
  readonly files: readonly FileKind[];
  readonly findings: readonly Finding[];
} {
  const files: FileKind[] = [];
  const findings: Finding[] = [];
  for (const path of [...paths].sort()) {
    const plain = plainFile(path);
    if (plain !== undefined) {
      files.push(plain);
      continue;
    }
    if (isSilent(path)) continue;
    const file = fileKind(path);
    if (file === undefined) findings.push(notRead(path));
    else {
      const wrong = wrongName(file);
      if (wrong === undefined) files.push(file);
      else findings.push(badName(path, wrong));
    }
  }
  return { files, findings };
}

function isSilent(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    isOfTest(path) ||
    name.startsWith(".") ||
    /\.(md|txt)$/i.test(name) ||
    /^devices\/[^/]+\.conf$/.test(path)
  );
}

/** What nearly all files of a large network are; `fileKind` says the same of them, and takes longer. */
const plainPath =
  /^(?:models\/([a-z0-9][a-z0-9-]{0,61})|devices)\/([a-z0-9][a-z0-9-]{0,61})\.(?:yaml|json)$/;

function plainFile(path: string): FileKind | undefined {
  const [, model, name = "-"] = plainPath.exec(path) ?? [];
  if (name.endsWith("-") || model?.endsWith("-") === true) return undefined;
  if (model === undefined) return { kind: "device", path, name };
  return name === "schema"
    ? { kind: "schema", path, model }
    : { kind: "service", path, model, name };
}

function fileKind(path: string): FileKind | undefined {
  if (path === "netctl.yaml") return { kind: "settings", path };
  const parts = path.split("/");
  const [room = "", second = "", third = ""] = parts;
  const stem = /^(.+)\.(?:yaml|json)$/.exec(parts.at(-1) ?? "")?.[1];
  if (room === "devices" && parts.length === 2 && stem !== undefined)
    return { kind: "device", path, name: stem };
  if (room === "pools" && parts.length === 2) {
    if (stem !== undefined) return { kind: "pool", path, name: stem };
    if (second.endsWith(".taken"))
      return { kind: "taken", path, name: second.slice(0, -".taken".length) };
  }
  if (room === "models" && parts.length === 3 && stem !== undefined)
    return stem === "schema"
      ? { kind: "schema", path, model: second }
      : { kind: "service", path, model: second, name: stem };
  if (room === "templates" && parts.length === 3) {
    if (stem === "platform") return { kind: "platform", path, name: second };
    if (third.endsWith(".njk"))
      return { kind: "template", path, platform: second, name: third.slice(0, -".njk".length) };
  }
  return undefined;
}

function wrongName(file: FileKind): string | undefined {
  const names =
    file.kind === "settings"
      ? []
      : file.kind === "schema"
        ? [file.model]
        : file.kind === "service"
          ? [file.model, file.name]
          : file.kind === "template"
            ? [file.platform, file.name.replace(/^_/, "")]
            : [file.name];
  return names.find((name) => !namePattern.test(name));
}

function badName(path: string, name: string): Finding {
  const better = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return {
    code: "NC1023",
    message: `\`${name}\` cannot be used as a name: lower-case letters, digits and \`-\`, at most 63`,
    place: { path, line: 1, column: 1 },
    ...(namePattern.test(better) ? { hint: `rename it to \`${better}\`` } : {}),
  };
}

function notRead(path: string): Finding {
  return {
    code: "NC1024",
    message: "netctl does not know what this file is",
    place: { path, line: 1, column: 1 },
    hint: placeHint(path),
  };
}

function placeHint(path: string): string {
  if (/\.yml$/.test(path)) return "rename it to .yaml";
  if (/\.(j2|jinja2?|nunjucks|html)$/.test(path)) return "rename it to .njk";
  if (path.startsWith("models/")) return "services are models/<model>/<service>.yaml";
  if (path.startsWith("templates/")) return "templates are templates/<platform>/<model>.njk";
  if (path.startsWith("devices/")) return "devices are devices/<device>.yaml";
  if (path.startsWith("pools/")) return "pools are pools/<pool>.yaml";
  return "move it out of the workspace's folders";
}
