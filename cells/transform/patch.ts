/**
 * Collects changes to a text and applies them at once, remembering where each kept piece came from.
 * Changes never add or remove a line break of the source, so lines stay; `original` gives columns back.
 */

/** A change in the text: what stands at `at`, in the place that `rank`, `first` and `second` give among its equals. */
interface Insertion {
  at: number;
  text: string;
  /** 0 closes something, 1 stands alone, 2 opens something. */
  rank: number;
  first: number;
  second: number;
}

interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** A piece of the output that stands for source text: a copy of it, or what replaced it. */
interface Piece {
  output: number;
  source: number;
  length: number;
  copied: boolean;
  /** Written as `(0, …)`. An engine gives the parenthesis behind it as the place of the call; the reader's place is the name. */
  isCallee?: boolean;
}

interface Patched {
  text: string;
  /** The source offset that an output offset came from; for text that was put in, the next kept place. */
  original: (offset: number) => number;
}

export class Patch {
  readonly #source: string;
  readonly #insertions: Insertion[] = [];
  readonly #replacements: Replacement[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  /** Puts `open` before and `close` after a range. Of equal ranges the one wrapped first is outside. */
  wrap(start: number, end: number, open: string, close: string): void {
    const order = this.#insertions.length;
    if (open) this.#insertions.push({ at: start, text: open, rank: 2, first: -end, second: order });
    if (close) this.#insertions.push({ at: end, text: close, rank: 0, first: -start, second: -order });
  }

  /** Puts text at an offset, behind what ends there and before what begins there. */
  insert(at: number, text: string): void {
    this.#insertions.push({ at, text, rank: 1, first: 0, second: this.#insertions.length });
  }

  /** Puts one line of text in the place of a range; the range's line breaks follow it. */
  replace(start: number, end: number, text: string): void {
    this.#replacements.push({ start, end, text: text + this.#source.slice(start, end).replace(/[^\r\n\u2028\u2029]/g, "") });
  }

  /** Turns a range into spaces. Line breaks stay. `first` stands in place of its first characters. */
  blank(start: number, end: number, first = ""): void {
    const text = first + this.#source.slice(start + first.length, end).replace(/[^\r\n\u2028\u2029]/g, " ");
    this.#replacements.push({ start, end, text });
  }

  /** The changed text between `open` and `close`. */
  apply(open = "", close = ""): Patched {
    const source = this.#source;
    const insertions = this.#insertions.toSorted((a, b) => a.at - b.at || a.rank - b.rank || a.first - b.first || a.second - b.second);
    const replacements = this.#replacements.toSorted((a, b) => a.start - b.start || b.end - a.end);
    const pieces: Piece[] = [];
    let text = open;
    let position = 0;
    const copyTo = (end: number): void => {
      if (end <= position) return;
      pieces.push({ output: text.length, source: position, length: end - position, copied: true });
      text += source.slice(position, end);
      position = end;
    };
    let next = 0;
    const insertUpTo = (end: number): void => {
      for (let one = insertions[next]; one && one.at <= end; one = insertions[++next]) {
        copyTo(one.at);
        text += one.text;
      }
    };
    for (const { start, end, text: put } of replacements) {
      if (start < position) continue;
      insertUpTo(start);
      copyTo(start);
      pieces.push({ output: text.length, source: start, length: put.length, copied: false, isCallee: put.startsWith("(0, ") });
      text += put;
      position = end;
    }
    insertUpTo(source.length);
    copyTo(source.length);
    return { text: text + close, original: (offset) => originalOffset(pieces, offset, source.length) };
  }
}

function originalOffset(pieces: Piece[], offset: number, end: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.output <= offset) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[low - 1];
  const before = pieces[low - 2];
  if (piece && before?.isCallee && offset === piece.output && before.output + before.length === offset) return before.source;
  if (piece && offset < piece.output + piece.length) return piece.copied ? piece.source + (offset - piece.output) : piece.source;
  return pieces[low]?.source ?? end;
}
