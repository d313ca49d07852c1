/**
 * Long text in pieces: the browser lays out only those in view, and text that grows at its end changes the last one alone.
 */
import { parseAnsi, type Run, type Style } from "./ansi.ts";

/** Characters of a piece: more than a box shows at once. */
const PIECE = 4_000;
/** Characters drawn before the reader asks for more. */
export const FIRST_CHARACTERS = 100_000;
/** Characters that a page can draw at all; more than that is a file to download. */
export const MOST_CHARACTERS = 5_000_000;
/** Characters of the longest escape sequence that is kept whole. */
const LONGEST_ESCAPE = 32;

export interface Piece {
  /** Its place in the text. */
  start: number;
  text: string;
  runs: Run[];
  /** The style that the piece before it left behind, and what it leaves itself. */
  before: Style;
  after: Style;
  /** A guess, for the room it takes before it is laid out. */
  lines: number;
}

/** The pieces of the first or last `length` characters of a text, about; those of `known` that are still the same are kept. */
export function toPieces(text: string, length: number, from: "start" | "end", known: readonly Piece[] = []): Piece[] {
  const kept = new Map(known.map((piece) => [piece.start, piece]));
  const parts = choose(cut(text), length, from);
  let style = kept.get(parts[0]?.start ?? 0)?.before ?? {};
  return parts.map((part) => {
    const old = kept.get(part.start);
    const isSame = old?.text === part.text && JSON.stringify(old.before) === JSON.stringify(style);
    const piece = isSame ? old : toPiece(part, style);
    style = piece.after;
    return piece;
  });
}

type Part = Pick<Piece, "start" | "text">;

function toPiece({ start, text }: Part, before: Style): Piece {
  const { runs, after } = parseAnsi(text, before);
  return { start, text, runs, before, after, lines: Math.max(text.split("\n").length - 1, Math.ceil(text.length / 100)) };
}

/** Whole lines together, as far as they fit; a line that is longer than a piece is cut. */
function cut(text: string): Part[] {
  const parts: Part[] = [];
  for (let start = 0; start < text.length; ) {
    const part = cutOne(text.slice(start, start + PIECE), start + PIECE >= text.length);
    parts.push({ start, text: part });
    start += part.length;
  }
  return parts;
}

function cutOne(text: string, isLast: boolean): string {
  if (isLast) return text;
  const line = text.lastIndexOf("\n") + 1;
  if (line > 0) return text.slice(0, line);
  const escape = text.lastIndexOf("\u001B");
  if (escape > text.length - LONGEST_ESCAPE) return text.slice(0, escape);
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}

function choose(parts: Part[], length: number, from: "start" | "end"): Part[] {
  let characters = 0;
  const fits = (part: Part) => (characters += part.text.length) <= length;
  if (from === "start") return parts.slice(0, Math.max(1, lengthOfFitting(parts, fits)));
  return parts.slice(-Math.max(1, lengthOfFitting(parts.toReversed(), fits)));
}

function lengthOfFitting(parts: Part[], fits: (part: Part) => boolean): number {
  const end = parts.findIndex((part) => !fits(part));
  return end < 0 ? parts.length : end;
}
