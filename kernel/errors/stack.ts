/** Reads the places in cells out of a stack trace, in V8's spelling and in that of Firefox and Safari. */

export interface StackFrame {
  /** Name of the function; empty at a cell's top level. */
  fn: string;
  /** Number of the run whose code this is, see `sourceUrl`. */
  run: number;
  line: number;
  column: number;
}

/** What the engine calls a run's code: the cell's name for people, the run's number to find the very text that ran. */
export function sourceUrl(name: string, run: number): string {
  return `${name}?run=${run}`;
}

/** The run's number in such a name; undefined for other scripts. */
export function runOfUrl(url: string): number | undefined {
  const at = url.lastIndexOf("?run=");
  return at < 0 ? undefined : Number(url.slice(at + 5));
}

const PLACE = /\?run=(\d+):(\d+):(\d+)/;
const V8_FUNCTION = /^\s*at (?:async )?(?:new )?([^\s(]+) \(/;
const OTHER_FUNCTION = /^([^@]+)@/;
/** What engines call the code that a cell's text was wrapped in. */
const WRAPPER = /^(eval|anonymous|<anonymous>|Object\.eval|.*\/<.*|async\*.*)$/;

/** The frames that lie in cells, innermost first; those of libraries and of the kernel are left out. */
export function cellFrames(stack: string): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const text of stack.split("\n")) {
    const place = PLACE.exec(text);
    if (!place) continue;
    const fn = V8_FUNCTION.exec(text)?.[1] ?? OTHER_FUNCTION.exec(text)?.[1] ?? "";
    frames.push({ fn: WRAPPER.test(fn) ? "" : fn, run: Number(place[1]), line: Number(place[2]), column: Number(place[3]) });
  }
  return frames;
}
