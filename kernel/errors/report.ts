/** An error as its reader wants it: where in the cells, with the line itself, its causes, and no frame of our own. */
import type { ErrorOutput, Location } from "../../cells/output.ts";
import { withOwnNames } from "../../cells/runtime/messages.ts";
import { CellSyntaxError } from "../../cells/transform/errors.ts";
import { textOf } from "../display/text.ts";
import { awaitStack } from "./awaited.ts";
import { codeFrame } from "./code-frame.ts";
import { hintFor } from "./hints.ts";
import { cellFrames } from "./stack.ts";
import type { StackFrame } from "./stack.ts";

/** The text that a run ran, found by the run's number. */
export interface RunText {
  cell: string;
  name: string;
  source: string;
  /** The cell's own place for a place in the code that ran. */
  original(line: number, column: number): { line: number; column: number };
}

export interface ReportOptions {
  /** The cell that the report is shown under. */
  cell: string;
  /** The number of the run that it is shown under. */
  run: number;
  find(run: number): RunText | undefined;
}

const MAX_CAUSES = 5;
const MAX_FRAMES = 20;
const MAX_MESSAGE = 10_000;

/** Never throws, whatever was thrown. */
export function reportError(thrown: unknown, options: ReportOptions): Omit<ErrorOutput, "type"> {
  const { name, message, frames } = parts(thrown, options);
  const location = locate(frames, options);
  return { name, message, traceback: traceback(thrown, options, 0), ...(location && { location }) };
}

function traceback(thrown: unknown, options: ReportOptions, depth: number): string[] {
  const { name, message, hint, frames } = parts(thrown, options);
  const lines = [`${red(name)}${message ? `: ${message}` : ""}`];
  if (hint) lines.push(`hint: ${hint}`);
  for (const { fn, run, line, column } of frames.slice(0, MAX_FRAMES)) {
    const place = `${options.find(run)?.name ?? "cell"}:${line}:${column}`;
    lines.push(`    at ${fn ? `${fn} (${place})` : place}`);
  }
  lines.push(...shownFrames(frames, options).flatMap((frame) => pictureOf(frame, options)));
  if (depth >= MAX_CAUSES) return lines;
  for (const [label, cause] of causes(thrown)) {
    const [head, ...rest] = traceback(cause, options, depth + 1);
    lines.push("", `${label}: ${head}`, ...rest);
  }
  return lines;
}

/** The innermost place, and the place in the reader's own cell that led there. */
function shownFrames(frames: StackFrame[], { cell, find }: ReportOptions): StackFrame[] {
  const innermost = frames[0];
  if (!innermost) return [];
  if (find(innermost.run)?.cell === cell) return [innermost];
  const own = frames.find((frame) => find(frame.run)?.cell === cell);
  return own ? [innermost, own] : [innermost];
}

function pictureOf({ run, line, column }: StackFrame, { find }: ReportOptions): string[] {
  const text = find(run);
  return text ? ["", `${text.name}:${line}:${column}`, ...codeFrame(text.source, line, column)] : [];
}

function locate(frames: StackFrame[], { cell, find }: ReportOptions): Location | undefined {
  const frame = frames[0];
  const text = frame && find(frame.run);
  if (!text) return undefined;
  return { line: frame.line, column: frame.column, ...(text.cell !== cell && { cell: text.cell }) };
}

interface Parts {
  name: string;
  message: string;
  hint: string;
  frames: StackFrame[];
}

/** What is thrown may be anything, a proxy or an object with getters that throw included. */
function parts(thrown: unknown, { run, find }: ReportOptions): Parts {
  try {
    if (thrown instanceof CellSyntaxError) {
      const { line, column, message } = thrown;
      return { name: "SyntaxError", message, hint: "", frames: [{ fn: "", run, line, column }] };
    }
    if (!isErrorLike(thrown)) return { name: "Uncaught", message: clip(textOf(thrown)), hint: "", frames: [] };
    const { name, message, stack } = thrown;
    const hint = "hint" in thrown && typeof thrown.hint === "string" ? thrown.hint : hintFor(String(message));
    const own = cellFrames(String(stack));
    const frames = own.length > 0 ? own : cellFrames(awaitStack(thrown));
    return { name: clip(String(name)), message: clip(withOwnNames(String(message))), hint, frames: frames.map(toOriginal) };
  } catch {
    return { name: "Uncaught", message: "a value that cannot be read", hint: "", frames: [] };
  }

  function toOriginal(frame: StackFrame): StackFrame {
    return { ...frame, ...find(frame.run)?.original(frame.line, frame.column) };
  }
}

function causes(thrown: unknown): [string, unknown][] {
  try {
    if (!isErrorLike(thrown)) return [];
    const found: [string, unknown][] = [];
    if ("errors" in thrown && Array.isArray(thrown.errors)) {
      for (const [index, error] of thrown.errors.slice(0, MAX_CAUSES).entries()) found.push([`[${index}]`, error]);
    }
    if (thrown.cause !== undefined) found.push(["caused by", thrown.cause]);
    return found;
  } catch {
    return [];
  }
}

/** Errors of another realm or class count too: what has a name, a message and a stack. */
function isErrorLike(value: unknown): value is Error {
  return value instanceof Error || (typeof value === "object" && value !== null && "stack" in value && "message" in value && "name" in value);
}

function clip(text: string): string {
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}

function red(text: string): string {
  return `\u001B[31m${text}\u001B[39m`;
}
