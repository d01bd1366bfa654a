import type { Children } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { secretPlaceholder } from "../../src/config/secret-placeholder.ts";
import type { Json } from "../../src/intent/intent.ts";
import { pointerBelow } from "../../src/intent/pointer.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import { readSourceDocument } from "../../src/intent/source-document.ts";
import { withValues } from "../../src/intent/stand-ins.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import type { Platform } from "../../src/platform/platform.ts";
import { render } from "../../src/render/render.ts";
import { caseWorkspace, type ModelCase } from "../../src/workflow/author/model-case.ts";

/** What nobody's value may do: end a line, a word, a quote, a block or a statement, or speak to the terminal. */
export const hostileValues: readonly string[] = [
  "x\n shutdown",
  "x\r\nshutdown",
  "x\u0003y",
  "x\u001ay",
  "x\u0008y",
  "x\ty",
  "x\u0085y",
  "x\u2028y",
  "x\u202ey",
  "x?y",
  "x; delete system",
  'x" ; delete system; "',
  "x\\",
  'x\\" y',
  "x } y {",
  "x [ y ]",
  "x # y",
  "x /* y",
  "! x",
  "x | append flash:y",
  "x\nEOF\nreload",
  "EOF",
  "^C",
  "x ^C y",
  "{{ 7 * 7 }}",
  "{% raw %}",
  "<secret:env:HOME>",
  "no x",
  "x y z",
  " x",
];

/** A variant of a case: one text replaced by a hostile value. */
export type Variant = { readonly pointer: string; readonly value: string };

/** What a hostile value did to the lines of one device, in words. */
export type Harm = Variant & { readonly device: string; readonly what: string };

/**
 * Puts each hostile value in place of each text of a case's service, renders them all, and gives what is neither a
 * finding nor a line with the value in the one place where the other text stood. `tried` counts the variants.
 */
export function harmsOf(
  workspace: ReadonlyMap<string, string>,
  tested: ModelCase,
  values: readonly string[],
): { readonly harms: readonly Harm[]; readonly tried: number; readonly rendered: number } {
  const source = readSourceDocument("service.yaml", tested.files.get("service.yaml") ?? "");
  const document = source.document?.value ?? null;
  const variants = texts(document, "").flatMap(({ pointer }) =>
    values.map((value): Variant => ({ pointer, value })),
  );
  const nameOf = (index: number): string => `variant-${String(index).padStart(6, "0")}`;
  const pathOf = (index: number): string => `models/${tested.model}/${nameOf(index)}.yaml`;
  const benignIndex = variants.length;
  const files = caseWorkspace(withoutRules(workspace), tested, pathOf(benignIndex));
  variants.forEach(({ pointer, value }, index) => {
    const write = (at: number, text: string): unknown =>
      files.set(pathOf(at), JSON.stringify(withValues(document, new Map([[pointer, text]]))));
    write(index, value);
    const twin = twinOf(value);
    if (twin !== undefined) write(benignIndex + 1 + index, twin);
  });
  const { intent } = readIntent(files, builtInPlatforms);
  const { fragments } = render(intent);
  const lines = new Map<string, string[]>();
  for (const { service, device, text } of fragments) {
    const platform = builtInPlatforms.get(intent.devices.get(device)?.platform ?? "");
    if (platform && service.model === tested.model)
      lines.set(
        `${service.name} ${device}`,
        statements(text.replaceAll(/variant[-_]\d{6}/g, "variant"), platform),
      );
  }
  let rendered = 0;
  const harms = variants.flatMap((variant, index) =>
    [...intent.devices.values()].flatMap(({ name: device, platform }): Harm[] => {
      const hostile = lines.get(`${nameOf(index)} ${device}`);
      const twin = twinOf(variant.value);
      const benignAt = benignIndex + (twin === undefined ? 0 : 1 + index);
      const benign = lines.get(`${nameOf(benignAt)} ${device}`) ?? [];
      if (hostile === undefined) return [];
      rendered += 1;
      const text = texts(document, "").find(({ pointer }) => pointer === variant.pointer);
      const what = harm(
        hostile,
        benign,
        variant.value,
        twin ?? text?.value ?? "",
        builtInPlatforms.get(platform) as Platform,
      );
      return what === undefined ? [] : [{ ...variant, device, what }];
    }),
  );
  return { harms, tried: variants.length, rendered };
}

/** A word as good as a plain one, but for what it may end: the same form with another meaning to nobody. */
function twinOf(value: string): string | undefined {
  // Templates may ask what a name looks like: one with other letters than the case's is another interface to them.
  return /^[A-Z]+$/.test(value) ? `${value.slice(0, -1)}X` : undefined;
}

/** Rules between services would find every variant to be a copy of the others, and hide what is looked for. */
function withoutRules(workspace: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const rules = /\b(?:unique: *(?:\{[^}]*\}|[\w-]+)|sameForDevice: true)(, *)?/g;
  return new Map(
    [...workspace].map(([path, text]) => [
      path,
      path.includes("/schema.") ? text.replaceAll(rules, "title: x$1") : text,
    ]),
  );
}

function texts(value: Json, pointer: string): { pointer: string; value: string }[] {
  if (typeof value === "string") return [{ pointer, value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, pointerBelow(pointer, key)));
}

/** The statements of a configuration with their sections. The text of a block is one thing, however long. */
function statements(text: string, platform: Platform): string[] {
  const { config, findings } = parseConfig(text, platform);
  const walk = (children: Children, section: string): string[] =>
    [...children.values()].flatMap((node) => {
      const own = `${section}${node.statement.text}`;
      // A file of statements is not looked into by its grammar: here it is.
      const isOpen = platform.grammar.syntax === "statements";
      const body = isOpen ? (node.body ?? []).map((line) => `${own}\n${line}`) : [];
      return [
        node.body === undefined || isOpen ? own : `${own} (block)`,
        ...body,
        ...walk(node.children ?? new Map(), `${own}\n`),
      ];
    });
  return [...findings.map(({ message }) => `misread: ${message}`), ...walk(config.children, "")];
}

function harm(
  hostile: readonly string[],
  benign: readonly string[],
  value: string,
  before: string,
  platform: Platform,
): string | undefined {
  const added = hostile.filter((line) => !benign.includes(line));
  const gone = benign.filter((line) => !hostile.includes(line));
  if (hostile.length !== benign.length)
    return `${hostile.length} lines instead of ${benign.length}`;
  const wild = added.find(
    (line) => !gone.some((old) => isSamePlace(line, old, value, before, platform)),
  );
  return wild === undefined ? undefined : `a line of its own: ${JSON.stringify(wild)}`;
}

/** Whether two statements are one, but for the value that stands as one word, or as the rest of the line, in each. */
function isSamePlace(
  line: string,
  old: string,
  value: string,
  before: string,
  { grammar }: Platform,
): boolean {
  const isQuoting = grammar.syntax !== "indented";
  const isWord = isQuoting ? /^[^\s;{}[\]"#]+$/ : /^\S+$/;
  const written = (text: string): string[] => {
    const forms = [text, text.trim(), text.toLowerCase(), secretPlaceholder(text)];
    const line = text.replace(/\n+$/, "");
    if (!isQuoting) return forms;
    // Only the hierarchy's quotes know an escape: in others a quotation mark ends the text.
    const isEscaped = grammar.syntax === "hierarchy";
    const quoted = isEscaped ? [JSON.stringify(line)] : line.includes('"') ? [] : [`"${line}"`];
    return [...forms.filter((form) => isWord.test(form)), ...quoted];
  };
  const mark = "\u0000";
  const marked = (whole: string, text: string): string[] =>
    written(text).flatMap((form) => {
      if (form === "" || !whole.includes(form)) return [];
      const result = whole.replaceAll(form, mark);
      // In a language without quotes a text of several words must be the last thing on its line.
      const isFit =
        isQuoting ||
        isWord.test(form) ||
        /^[^\0]*\0(?:\n|$)/.test(result.slice(result.lastIndexOf("\n", result.indexOf(mark)) + 1));
      return isFit ? [result] : [];
    });
  const places = marked(old, before);
  return marked(line, value).some((each) => places.includes(each));
}
