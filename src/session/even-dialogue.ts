import type { Dialogue, Say, Step, Verb } from "../platform/dialogue.ts";

const known = new WeakMap<Dialogue, Dialogue>();

/**
 * The same dialogue with all its commands in one shape. What reads them runs for every line of every device, and would
 * be compiled anew for each command that is the first to leave something else out.
 */
export function evenDialogue(dialogue: Dialogue): Dialogue {
  const before = known.get(dialogue);
  if (before !== undefined) return before;
  const { enter, leave, orphans, ready, prepare, trial, discard, confirm, restore, save } =
    dialogue;
  const made: Dialogue = {
    ...dialogue,
    climb: dialogue.climb.map(({ from, step }) => ({ from, step: evenSay(step) })),
    ...(enter && { enter: evenSay(enter) }),
    ...(leave && { leave: evenSay(leave) }),
    ...(orphans && { orphans: { ...orphans, drop: evenSay(orphans.drop) } }),
    setup: dialogue.setup.map(evenSay),
    read: evenSay(dialogue.read),
    ready: evenVerb(ready),
    prepare: evenVerb(prepare),
    trial: evenVerb(trial),
    discard: evenVerb(discard),
    confirm: evenVerb(confirm),
    restore: evenVerb(restore),
    save: evenVerb(save),
  };
  known.set(dialogue, made);
  return made;
}

function evenVerb({ in: mode, enter, steps }: Verb): Verb {
  return { in: mode, enter: enter && evenSay(enter), steps: steps.map(evenStep) };
}

function evenStep(step: Step): Step {
  return "say" in step ? evenSay(step) : step;
}

function evenSay({ say, into, expect, refuse, rejects, questions, limit }: Say): Say {
  return { say, into, expect, refuse, rejects, questions, limit };
}
