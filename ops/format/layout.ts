/** Brackets, line breaks and the dots of a summary. */
import { contiguousStrides, sizeOf, type Shape } from "../shape.ts";

const lineWidth = 75;
const threshold = 1000;
const edgeItems = 3;
const dots = "...";

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** Positions along an axis, with null for the dots. */
function positions(length: number, summarise: boolean): (number | null)[] {
  if (!summarise || length <= 2 * edgeItems) return range(0, length);
  return [...range(0, edgeItems), null, ...range(length - edgeItems, length)];
}

/** The flat indices of the elements that are shown. */
export function* shownIndices(shape: Shape): Generator<number> {
  const strides = contiguousStrides(shape);
  const summarise = sizeOf(shape) > threshold;
  function* walk(axis: number, start: number): Generator<number> {
    if (axis === shape.length) return yield start;
    for (const at of positions(shape[axis]!, summarise)) if (at !== null) yield* walk(axis + 1, start + at * strides[axis]!);
  }
  yield* walk(0, 0);
}

/** The text of an array with at least one axis and one element. `format` gives the text of the element at a flat index. */
export function layOut(shape: Shape, format: (index: number) => string): string {
  const strides = contiguousStrides(shape);
  const summarise = sizeOf(shape) > threshold;
  const walk = (axis: number, start: number, width: number): string => {
    const indent = " ".repeat(axis + 1);
    const places = positions(shape[axis]!, summarise);
    const offset = (at: number): number => start + at * strides[axis]!;
    if (axis === shape.length - 1) {
      return `[${wrap(places.map((at) => (at === null ? dots : format(offset(at)))), indent, width - 1)}]`;
    }
    const separator = "\n".repeat(shape.length - 1 - axis) + indent;
    return `[${places.map((at) => (at === null ? dots : walk(axis + 1, offset(at), width - 1))).join(separator)}]`;
  };
  return walk(0, 0, lineWidth);
}

/** Words on lines of at most `width` columns, the indent included; a line holds at least one word. */
function wrap(words: readonly string[], indent: string, width: number): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of words) {
    if (line.length > indent.length && line.length + word.length > width) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.slice(0, -1)].join("\n").slice(indent.length);
}
