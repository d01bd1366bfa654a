import { styleText } from "node:util";

/** Paints text in one of a few styles, or leaves it alone. */
export type Paint = (
  style: "bold" | "dim" | "red" | "green" | "yellow" | "cyan",
  text: string,
) => string;

/** The global options of every command. */
export type GlobalOptions = {
  readonly directory: string;
  readonly json: boolean;
  /** Whether a question may be asked: a terminal on both ends, and nobody said --no-input. */
  readonly canAsk: boolean;
  readonly quiet: boolean;
  readonly color: "auto" | "always" | "never";
};

/** The only place that prints: results to standard output, everything else to standard error. */
export class Console {
  readonly options: GlobalOptions;
  readonly paintOut: Paint;
  readonly paintErr: Paint;

  constructor(options: GlobalOptions) {
    this.options = options;
    this.paintOut = painter(options.color, process.stdout);
    this.paintErr = painter(options.color, process.stderr);
  }

  /** Results. */
  data(text: string): void {
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  }

  /** Results as one JSON document. */
  json(value: unknown): void {
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** Progress and hints; silent with --quiet. */
  say(text: string): void {
    if (!this.options.quiet) process.stderr.write(`${text}\n`);
  }

  /** What must be seen even with --quiet. */
  warn(text: string): void {
    process.stderr.write(`${text}\n`);
  }
}

function painter(color: GlobalOptions["color"], stream: NodeJS.WriteStream): Paint {
  if (color === "never") return (_style, text) => text;
  if (color === "always") return (style, text) => styleText(style, text, { validateStream: false });
  return (style, text) => styleText(style, text, { stream });
}
