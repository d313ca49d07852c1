/** What became of runs, one line an output, so that hosts can be compared. */
import { MIME } from "../../cells/mime.ts";
import type { Event, RunId } from "../wire/messages.ts";
import type { Expected } from "./cases.ts";

/** Text is merged as a reader sees it; of long text only the number of lines is told. */
export function transcriptOf(events: readonly Event[], run: RunId): Omit<Expected, "status"> & { status: Expected["status"] | "unfinished" } {
  const outputs: string[] = [];
  let status: Expected["status"] | "unfinished" = "unfinished";
  let stream = "";
  let name = "";
  const endStream = () => {
    const lines = stream.split("\n").length - 1;
    if (stream) outputs.push(lines > 100 ? `${name}: ${lines} lines` : `${name}: ${stream}`);
    stream = "";
  };
  for (const event of events) {
    if (!("run" in event) || event.run !== run || event.type === "notice") continue;
    if (event.type === "stream" && event.name === name) stream += event.text;
    else endStream();
    if (event.type === "stream" && event.name !== name) stream = event.text;
    name = event.type === "stream" ? event.name : "";
    if (event.type === "execute_reply") status = event.status;
    const line = lineOf(event);
    // What was cleared at once may have been held back before it was shown.
    if (event.type === "clear_output" && !event.wait) outputs.length = 0;
    if (line) outputs.push(line);
  }
  endStream();
  return { status, outputs };
}

function lineOf(event: Event): string {
  if (event.type === "display_data") return `display: ${String(event.data[MIME.text])}`;
  if (event.type === "update_display_data") return `update: ${String(event.data[MIME.text])}`;
  if (event.type === "execute_result") return `result ${event.executionCount}: ${String(event.data[MIME.text])}`;
  if (event.type === "clear_output") return event.wait ? "clear when something new comes" : "clear";
  if (event.type !== "error") return "";
  const { name, message, location } = event;
  // Engines word their own errors differently.
  const text = name === "TypeError" || (name === "SyntaxError" && !message.includes("module")) ? name : `${name} ${message}`;
  // Where a loop or a wait hears the Stop is the host's affair.
  return `error: ${text}${location && name !== "Interrupted" ? ` at ${location.line}:${location.column}${location.cell ? ` of ${location.cell}` : ""}` : ""}`;
}
