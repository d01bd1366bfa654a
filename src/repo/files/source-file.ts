import { isUtf8 } from "node:buffer";
import { posix } from "node:path";
import { type Finding, NetctlError, sortFindings } from "../../errors.ts";

/** One file of the workspace, mostly before it is text; `Known` stands for texts that need no reading. */
export type SourceFile<Known> = {
  readonly path: string;
  readonly isLink: boolean;
  /** Of a link: where it leads. */
  readonly content: Buffer | Known;
};

const limitBytes = 4 * 1024 * 1024;
const linkLimitCount = 8;

/**
 * The text of each file by path; a link gives the text of the file it leads to.
 * NetctlError `invalid` with a finding for every file that is too large, no UTF-8, or a link to something that is
 * not among `sources`: that would be read, but never recorded.
 */
export function sourceTexts<Known>(
  sources: readonly SourceFile<Known>[],
): Map<string, string | Known> {
  const hasLinks = sources.some(({ isLink }) => isLink);
  const byPath = new Map(hasLinks ? sources.map((source) => [source.path, source]) : []);
  const findings: Finding[] = [];
  const texts = new Map<string, string | Known>();
  for (const source of sources) {
    const target = source.isLink ? followLink(source, byPath) : source;
    if (target === undefined) findings.push(strayLink(source));
    else if (!Buffer.isBuffer(target.content)) texts.set(source.path, target.content);
    else {
      const result = decode(source.path, target.content);
      if (typeof result === "string") texts.set(source.path, result);
      else findings.push(result);
    }
  }
  if (findings.length === 0) return texts;
  const sorted = sortFindings(findings);
  const message =
    sorted.length === 1 ? "a file cannot be read" : `${sorted.length} files cannot be read`;
  throw new NetctlError("invalid", message, {
    findings: sorted,
    places: sorted.map(({ place }) => place),
  });
}

function followLink<Known>(
  source: SourceFile<Known>,
  byPath: ReadonlyMap<string, SourceFile<Known>>,
): SourceFile<Known> | undefined {
  let current: SourceFile<Known> | undefined = source;
  for (let step = 0; current?.isLink === true; step += 1) {
    if (step === linkLimitCount) return undefined;
    const target = String(current.content);
    current = byPath.get(posix.normalize(posix.join(posix.dirname(current.path), target)));
  }
  return current;
}

function strayLink({ path, content }: SourceFile<unknown>): Finding {
  return {
    code: "NC1101",
    message: `this is a link to ${String(content)}, which is not a file of the workspace`,
    place: { path, line: 1, column: 1 },
    hint: "links may lead to files under models/, templates/ and devices/ only",
  };
}

function decode(path: string, bytes: Buffer): string | Finding {
  if (bytes.length > limitBytes) {
    return {
      code: "NC1102",
      message: `the file has ${bytes.length} bytes; the limit is ${limitBytes} (4 MiB)`,
      place: { path, line: 1, column: 1 },
    };
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return {
      code: "NC1103",
      message: "the file is not UTF-8 text",
      place: { path, line: firstBadLine(bytes), column: 1 },
      hint: "save it as UTF-8, or keep files that are no text outside of the workspace's folders",
    };
  }
}

function firstBadLine(bytes: Buffer): number {
  for (let line = 1, at = 0; ; line += 1) {
    const end = bytes.indexOf(10, at);
    const part = bytes.subarray(at, end < 0 ? bytes.length : end);
    if (!isUtf8(part) || end < 0) return line;
    at = end + 1;
  }
}
