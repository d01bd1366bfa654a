import type { Intent, Template } from "../intent/intent.ts";
import { digest, type Memory } from "../intent/memory.ts";
import { templateKey } from "./compile-templates.ts";

/** What a template may take in besides itself. */
type Reach = {
  /** Names of the files it includes or imports; null where one is known only when it runs. */
  readonly files: readonly string[] | null;
  /** Whether it looks at other devices than the one it is rendered for. */
  readonly isWide: boolean;
};

/** The digest of a template with all that it takes in, and whether any of it looks at other devices. */
export type Reached = { readonly digest: string; readonly isWide: boolean };

/** Follows the templates of an intent, by the folder of the platform that asks, and the model. */
export function templateReach(
  intent: Intent,
  memory: Memory,
): (folder: string, model: string) => Reached {
  const { templates } = intent;
  const reachOf = (key: string, template: Template): Reach => {
    const known = memory.recall("template", key, template.digest) as Reach | undefined;
    if (known !== undefined) return known;
    const reach = reachIn(template.text);
    memory.keep("template", key, template.digest, reach);
    return reach;
  };
  const followed = (folder: string, model: string): Reached => {
    // A file that is not there may be there tomorrow: its name counts as well.
    const asked = new Map<string, string | undefined>();
    const open = [model];
    let isWide = false;
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (asked.has(name)) continue;
      const key = templateKey(intent, folder, name);
      const template = key === undefined ? undefined : templates.get(key);
      asked.set(name, template?.digest);
      if (key === undefined || template === undefined) continue;
      const reach = reachOf(key, template);
      isWide ||= reach.isWide;
      open.push(...(reach.files ?? templates.keys()));
    }
    const seen = [...asked].map(([name, own]) => `${name} ${own ?? "is not there"}`);
    return { digest: digest(seen.sort()), isWide };
  };
  const known = new Map<string, Reached>();
  return (folder, model) => {
    const before = known.get(`${folder}/${model}`);
    if (before !== undefined) return before;
    const reached = followed(folder, model);
    known.set(`${folder}/${model}`, reached);
    return reached;
  };
}

/** Tags that take another file in; its name is in quotes and stands alone, or is worked out. */
const takingIn =
  /\{%-?\s*(?:include|import|from)\b\s*(?:(["'])([^"'\\]*)\1\s*(?=-?%\}|(?:as|import|ignore)\b))?/g;

function reachIn(text: string): Reach {
  const names = [...text.matchAll(takingIn)].map((found) => found[2]);
  const files = names.filter((name) => name !== undefined);
  // Most templates look at their own device alone, and then no other one matters.
  const isWide = /(?<![.\w"'])devices\b/.test(text);
  return { files: files.length < names.length ? null : files, isWide };
}
