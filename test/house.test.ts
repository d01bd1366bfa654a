import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const source = join(root, "src");

/** Floors from the ground up; imports go down or stay. `errors.ts` stands on the ground beside its rooms. */
const floors = [
  ["platform", "config"],
  ["intent", "render", "plan", "transaction", "report"],
  ["repo", "session", "lab"],
  ["workflow"],
  ["cli"],
];

/** The one room (or rooms, where the design says so) that may import a library. */
const libraries: Readonly<Record<string, readonly string[]>> = {
  ajv: ["intent"],
  "ajv-formats": ["intent"],
  commander: ["cli"],
  diff: ["report"],
  "fastest-levenshtein": ["intent"],
  "ip-address": ["intent", "render"],
  nunjucks: ["render"],
  "p-limit": ["workflow"],
  "simple-git": ["repo"],
  "ssh-config": ["session"],
  ssh2: ["session", "lab"],
  "write-file-atomic": ["repo"],
  yaml: ["intent"],
};

/** What only the world's rooms and those above them may touch. */
const worldly =
  /^node:(?:fs|net|http|https|child_process|dns|tls|dgram|worker_threads|timers|readline|os|process)\b/;

const files = filesBelow(source).filter((path) => path.endsWith(".ts"));

describe("the house", () => {
  it("has rooms, and every room has a floor", () => {
    const rooms = readdirSync(source).filter((name) => statSync(join(source, name)).isDirectory());
    expect(rooms.length).toBeGreaterThan(8);
    expect(rooms.sort()).toEqual(floors.flat().sort());
    expect(files.length).toBeGreaterThan(rooms.length);
  });

  it("lets imports go down or stay on their floor, and keeps the world's rooms apart", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith("."))
        .map((name) => join(file, "..", name))
        .filter((target) => !mayImport(roomOf(file), roomOf(target)))
        .map((target) => `${shown(file)} imports ${shown(target)}`),
    );
    expect(wrong).toEqual([]);
  });

  it("shares no code between the lab and what drives devices, in either direction and by no detour", () => {
    const drivers = ["platform", "config", "session"];
    const ofLab = reached(files.filter((file) => roomOf(file) === "lab"));
    const ofDrivers = reached(files.filter((file) => drivers.includes(roomOf(file))));
    expect(ofLab.size).toBeGreaterThan(50);
    expect(ofDrivers.size).toBeGreaterThan(20);
    // The error type is the only file that both know.
    expect([...ofLab].filter((file) => ofDrivers.has(file)).map(shown)).toEqual(["errors.ts"]);
  });

  it("keeps every library in its room", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((name) => !name.startsWith(".") && !name.startsWith("node:"))
        .filter((name) => !(libraries[packageOf(name)] ?? []).includes(roomOf(file)))
        .map((name) => `${shown(file)} imports ${name}`),
    );
    expect(wrong).toEqual([]);
    const used = new Set(files.flatMap(importsOf).map(packageOf));
    expect(Object.keys(libraries).filter((name) => !used.has(name))).toEqual([]);
  });

  it("does no I/O and has no clock on the two lower floors", () => {
    const low = new Set([...(floors[0] ?? []), ...(floors[1] ?? []), "."]);
    const lowFiles = files.filter((file) => low.has(roomOf(file)));
    expect(lowFiles.length).toBeGreaterThan(10);
    const wrong = lowFiles.flatMap((file) => {
      const imports = importsOf(file).filter((name) => worldly.test(name));
      const text = codeOf(file);
      const clocks =
        text.match(/Date\.now|new Date\(\)|performance\.|Math\.random|setTimeout|process\./g) ?? [];
      return [...imports, ...clocks].map((what) => `${shown(file)}: ${what}`);
    });
    expect(wrong).toEqual([]);
  });

  it("prints and exits in the door only", () => {
    // The lab is a process of its own, with an entry of its own.
    const entries = ["cli/", "lab/main.ts", "lab/lab-process.ts"];
    const wrong = files
      .filter((file) => !entries.some((entry) => shown(file).startsWith(entry)))
      .filter((file) =>
        /console\.\w+\(|process\.(?:exit|stdout|stderr|exitCode)/.test(codeOf(file)),
      )
      .map(shown);
    expect(wrong).toEqual([]);
  });

  it("has no barrels, no default exports, no imports for effect, and loads lazily at the door and in libraries.ts only", () => {
    const wrong = files.flatMap((file) => {
      const text = codeOf(file);
      const found = [
        /^export \* from|^export \{[^}]*\} from/m.test(text) && "passes on another file's exports",
        /^export default/m.test(text) && "exports by default",
        /^import "/m.test(text) && "imports for effect",
        roomOf(file) !== "cli" && /(?<!typeof )\bimport\(/.test(text) && "imports dynamically",
        !file.endsWith("/libraries.ts") && /createRequire/.test(text) && "loads libraries",
      ];
      return found.filter((what) => what !== false).map((what) => `${shown(file)} ${what}`);
    });
    expect(wrong).toEqual([]);
  });

  it("keeps files under 250 lines", () => {
    const long = files
      .map((file) => `${shown(file)}: ${readFileSync(file, "utf8").split("\n").length - 1}`)
      .filter((each) => Number(each.split(": ")[1]) > 250);
    expect(long).toEqual([]);
  });

  it("names no vendor in code outside the vendors' data and the lab", () => {
    const wrong = files
      .filter((file) => !["platform", "lab"].includes(roomOf(file)))
      .filter((file) => /["'](?:iosxe|junos|eos|frr)["']/.test(codeOf(file)))
      .map(shown);
    expect(wrong).toEqual([]);
  });

  it("opens every room with what it knows and what it refuses to know", () => {
    const main = floors.flat().map((room) => {
      const entry = room === "cli" ? "main.ts" : `${room}.ts`;
      return join(source, room, entry);
    });
    const wrong = main.filter(
      (file) =>
        !existsSync(file) ||
        !/refuses? to know/.test(readFileSync(file, "utf8").split("\n").slice(0, 7).join(" ")),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it("is the house README.md draws", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const section = readme.split(/^## House$/m)[1]?.split(/^## /m)[0] ?? "";
    const drawn = [...section.matchAll(/`(\w+)\/`/g)].map((match) => match[1]);
    expect([...new Set(drawn)].sort()).toEqual(floors.flat().sort());
  });
});

function mayImport(from: string, to: string): boolean {
  if (from === to || to === ".") return true;
  const world = floors[2] ?? [];
  if (world.includes(from) && world.includes(to)) return false;
  if (from === "lab") return false;
  return floorOf(to) <= floorOf(from);
}

function floorOf(room: string): number {
  return room === "." ? 0 : floors.findIndex((floor) => floor.includes(room));
}

function roomOf(file: string): string {
  const [first, ...rest] = relative(source, file).split("/");
  return rest.length === 0 ? "." : (first ?? ".");
}

function importsOf(file: string): string[] {
  return [...codeOf(file).matchAll(/(?:from |load\()"([^"]+)"/g)].map((match) => match[1] ?? "");
}

/** These files and all that they import, directly or through others. */
function reached(from: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const name of importsOf(file)) if (name.startsWith(".")) open.push(join(file, "..", name));
  }
  return found;
}

/** The text without comments, so that prose may name what code may not. */
function codeOf(file: string): string {
  return readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
}

function packageOf(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}

function shown(file: string): string {
  return relative(source, file);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
