import { styleText } from "node:util";
import { colourful, type Look, plain } from "../report/report.ts";
import { table } from "../report/table.ts";

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
  /** How text looks on standard output, and on standard error. */
  readonly out: Look;
  readonly err: Look;

  constructor(options: GlobalOptions) {
    this.options = options;
    this.out = lookOf(options.color, process.stdout);
    this.err = lookOf(options.color, process.stderr);
  }

  /** Results. */
  data(text: string): void {
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  }

  /** Results as one JSON document, given as a value or as its text. */
  json(value: unknown): void {
    this.data(typeof value === "string" ? value : JSON.stringify(value, null, 2));
  }

  /** Results in columns. */
  table(titles: readonly string[], rows: readonly (readonly string[])[]): void {
    this.data(
      table(
        titles.map((title) => ({ title })),
        rows,
        this.out,
      ),
    );
  }

  /** Progress and hints; silent with --quiet. */
  say(text: string): void {
    if (!this.options.quiet) this.warn(text);
  }

  /** What must be seen even with --quiet. */
  warn(text: string): void {
    process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
  }
}

/** With `auto`, whatever Node itself would decide for the stream: NO_COLOR, FORCE_COLOR, TERM, no terminal. */
function lookOf(color: GlobalOptions["color"], stream: NodeJS.WriteStream): Look {
  const isColourful =
    color === "always" || (color === "auto" && styleText("bold", "", { stream }) !== "");
  return isColourful ? colourful : plain;
}
