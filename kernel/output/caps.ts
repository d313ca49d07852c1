/** How much one run may show. What goes beyond is counted, never silently lost. */

/** Lines of text that a run may print. */
const MAX_LINES = 10_000;
/** Characters that a run may print. */
const MAX_CHARACTERS = 1_000_000;
/** Displays, results and errors of a run. */
const MAX_DISPLAYS = 1_000;

export interface Caps {
  /** The part of `text` that still fits. */
  admit(text: string): string;
  /** Whether one more display fits. */
  admitDisplay(): boolean;
  /** What was held back since the last call, as a line for the reader; empty when nothing was. */
  heldBack(): string;
  /** Everything shown was cleared. */
  reset(): void;
}

export function createCaps(): Caps {
  let lines = 0;
  let characters = 0;
  let displays = 0;
  let linesHeld = 0;
  let displaysHeld = 0;

  return {
    admit(text) {
      const end = endOfFitting(text, MAX_LINES - lines, MAX_CHARACTERS - characters);
      if (end === text.length) {
        lines += countLines(text);
        characters += text.length;
        return text;
      }
      lines = MAX_LINES;
      linesHeld += Math.max(1, countLines(text.slice(end)));
      return text.slice(0, end);
    },
    admitDisplay() {
      if (displays < MAX_DISPLAYS) return ++displays > 0;
      displaysHeld++;
      return false;
    },
    heldBack() {
      const parts = [counted(linesHeld, "line"), counted(displaysHeld, "output")].filter(Boolean);
      linesHeld = 0;
      displaysHeld = 0;
      return parts.length > 0 ? `… ${parts.join(" and ")} not shown\n` : "";
    },
    reset() {
      lines = characters = displays = linesHeld = displaysHeld = 0;
    },
  };
}

/** Where `text` must be cut to keep to both limits; its length when it fits. */
function endOfFitting(text: string, lines: number, characters: number): number {
  let end = Math.min(text.length, Math.max(0, characters));
  if (lines <= 0) return 0;
  let newline = -1;
  for (let line = 0; line < lines; line++) {
    newline = text.indexOf("\n", newline + 1);
    if (newline < 0 || newline >= end) return end;
  }
  end = newline + 1;
  return end;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function counted(count: number, noun: string): string {
  return count > 0 ? `${count.toLocaleString("en")} more ${noun}${count > 1 ? "s" : ""}` : "";
}
