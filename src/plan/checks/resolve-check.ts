import type { Finding } from "../../errors.ts";
import { checkWords } from "../../intent/check-schema.ts";
import { didYouMean } from "../../intent/did-you-mean.ts";
import type { Device, WrittenCheck } from "../../intent/intent.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Asking, Check, NumberWithin } from "./check.ts";
import { readyAsking } from "./ready-check.ts";

/** Seconds a check is asked again where nothing else is said. */
const standardSeconds = 30;

/** A command and what is expected of its answer, as files write it. */
type AskingWords = {
  readonly command: string;
  readonly expect?: string;
  readonly contains?: string;
  readonly number?: NumberWithin;
};

/** Words of a check, once its schema has looked at them. */
type Words = Partial<AskingWords> & {
  readonly name?: string;
  readonly devices?: readonly string[];
  readonly platform?: string;
  readonly platforms?: Readonly<Record<string, AskingWords>>;
  readonly mustPassBefore?: boolean;
  readonly withinSeconds?: number;
  readonly holdsSeconds?: number;
};

/**
 * A check in the words of a device's platform; undefined where it is not for this device. Its texts are no templates
 * any more. A finding where the platform cannot say it, or where its command might change something.
 */
export function resolveCheck(
  written: WrittenCheck,
  device: Pick<Device, "name" | "platform">,
  platform: Platform,
): Check | Finding | undefined {
  const words = written.words as Words;
  const isMeant =
    (words.devices?.includes(device.name) ?? true) &&
    (words.platform ?? device.platform) === device.platform;
  if (!isMeant) return undefined;
  const asked = askingOf(words, written, platform);
  if (asked === undefined) return undefined;
  if ("code" in asked) return asked;
  const fault = faultOf(asked, platform);
  if (fault !== undefined) return wrong(written, ...fault);
  return {
    ...asked,
    name: words.name ?? asked.name ?? asked.command,
    withinSeconds: words.withinSeconds ?? standardSeconds,
    holdsSeconds: words.holdsSeconds ?? 0,
    mustPassBefore: words.mustPassBefore ?? false,
    place: written.place,
  };
}

function askingOf(
  words: Words,
  written: WrittenCheck,
  platform: Platform,
): Asking | Finding | undefined {
  const others = Object.keys(words).filter((word) => !checkWords.includes(word));
  const { command, platforms } = words;
  const ways = [command, platforms, others[0]].filter((way) => way !== undefined).length;
  if (ways !== 1) {
    const message = ways === 0 ? "nothing says what is asked" : "more than one thing is asked";
    const hint =
      others.length > 0
        ? didYouMean(others[0] ?? "", checkWords)
        : "give `command`, or `platforms`";
    return wrong(written, message, hint);
  }
  if (command !== undefined) return asWritten({ ...words, command });
  // A check that speaks of some platforms only is no check of the others.
  const own = platforms?.[platform.name];
  if (platforms !== undefined) return own && asWritten(own);
  const ready = readyAsking(others, written.words, platform);
  return "message" in ready ? wrong(written, ready.message, ready.hint) : ready;
}

function asWritten({ command, expect, contains, number }: AskingWords): Asking {
  return {
    command,
    ...(expect === undefined ? {} : { expect }),
    ...(contains === undefined ? {} : { contains }),
    ...(number === undefined ? {} : { numbers: [number] }),
  };
}

/** What is wrong with a question in the words of the platform: message and hint. */
function faultOf(
  { command, expect, numbers = [] }: Asking,
  { title, checks }: Platform,
): readonly [message: string, hint?: string] | undefined {
  if (!checks.shows.some((source) => new RegExp(`^(?:${source})$`, "u").test(command))) {
    return [
      `\`${command}\` might change something, or never end`,
      `what ${title} may be asked: ${checks.shows.join("  or  ")}`,
    ];
  }
  for (const source of [expect, ...numbers.map(({ match }) => match)]) {
    try {
      if (source !== undefined) new RegExp(source, "mu");
    } catch (error) {
      return [(error as Error).message];
    }
  }
  return undefined;
}

function wrong({ place }: WrittenCheck, message: string, hint?: string): Finding {
  return { code: "NC1051", message, place, ...(hint === undefined ? {} : { hint }) };
}
