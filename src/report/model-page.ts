import type { ModelDescription, ModelField } from "../intent/author/describe-model.ts";

const states = { template: "yes", "no template": "no template", cannot: "cannot" } as const;

/** The page of a model, as Markdown: what it is, its fields, examples, and what can be given to which platform. */
export function modelPage(model: ModelDescription): string {
  const { name, title, description, fields, examples, platforms } = model;
  const parts = [
    `# ${title} (\`${name}\`)`,
    ...(description === "" ? [] : [description]),
    markdownTable(
      ["platform", "template"],
      platforms.map(({ platform, state }) => [platform, states[state]]),
    ),
    "## Fields",
    markdownTable(["field", "value", "default", "meaning"], fields.map(fieldRow)),
    "Fields in bold must be there.",
    ...(examples.length === 0 ? [] : ["## Examples", ...examples.map(yamlBlock)]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function fieldRow({ path, isRequired, value, default: preset, description }: ModelField): string[] {
  const name = `\`${path}\``;
  const cells = [isRequired ? `**${name}**` : name, value, preset ?? "", description];
  return cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " "));
}

function yamlBlock(text: string): string {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}

/** Columns padded, so that the text is a table for those who read it as text. */
function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) =>
    Math.max(3, title.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, at) => (cells[at] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
