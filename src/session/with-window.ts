import type { Dialogue } from "../platform/dialogue.ts";

/** The dialogue, for a device that takes more or fewer lines at a time than others of its platform. */
export function withWindow(dialogue: Dialogue, lines: number | undefined): Dialogue {
  if (lines === undefined) return dialogue;
  const show = Math.min(lines, dialogue.window.show);
  return { ...dialogue, window: { ...dialogue.window, config: lines, show } };
}
