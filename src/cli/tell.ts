import type { Emit, Event } from "../workflow/workflow.ts";
import type { Console } from "./console.ts";

/** A listener that writes one line per event to standard error. */
export function plainLines(console: Console): Emit {
  return (event) => {
    const line = lineOf(event, console);
    if (line !== undefined) console.say(line);
  };
}

function lineOf(event: Event, console: Console): string | undefined {
  switch (event.type) {
    case "reading":
      return `reading ${event.devices.length} ${event.devices.length === 1 ? "device" : "devices"} …`;
    case "device":
      return deviceLine(event, console);
    case "turned-back":
      return console.err.paint("warning", "turning back: everything that was done is undone");
    case "recorded":
      return `${"git".padEnd(12)}  ${"record".padEnd(9)}  ${event.commit.slice(0, 12)}`;
    case "notice":
      return event.message;
  }
}

function deviceLine(
  event: Extract<Event, { type: "device" }>,
  { err }: Console,
): string | undefined {
  const head = `${event.device.padEnd(12)}  ${event.phase.padEnd(9)}`;
  switch (event.state) {
    case "begins":
      return undefined;
    case "done":
      return `${head}  ${err.paint("good", "ok")}`;
    case "seen":
      return `${head}  ${event.evidence}`;
    case "failed":
      return `${head}  ${err.paint("bad", "failed")}: ${event.reason.message}`;
  }
}
