/**
 * Loops written out. WGSL has no templates, and not every driver keeps an array in registers that a loop indexes: on the
 * software adapter a tile whose every element is a variable of its own multiplies 3 times faster.
 *
 *     const ROWS = 2u;
 *     each i < ROWS, j < 2: sum$i_$j += a$i * b$j;
 *
 * becomes four statements. An `each` reaches to the end of its line; one inside another is written out within it. Bounds are
 * numbers or constants of the same text.
 */
import { ComputationError } from "../errors.ts";

interface Index {
  readonly name: string;
  readonly count: number;
}

/** The text with every `each` written out. Throws `ComputationError` when a bound is no constant of the text. */
export function unroll(text: string): string {
  return text.replace(/^.*\beach .*$/gm, (line) => (line.trimStart().startsWith("//") ? line : writeOut(line, text)));
}

/** The last `each` of a line reaches to its end, so it is the innermost. */
function writeOut(line: string, text: string): string {
  const [, before, header, statement] = /^(.*)\beach ([^:]+): *(.*)$/s.exec(line) ?? [];
  if (before === undefined) return line;
  const indices = header!.split(",").map((part) => toIndex(part, text));
  return writeOut(before + repeat(statement!, indices).join("\n"), text);
}

function toIndex(part: string, text: string): Index {
  const [name, bound] = part.split("<").map((word) => word.trim()) as [string, string];
  const constant = new RegExp(`\\bconst ${bound} = (\\d+)u;`).exec(text)?.[1] ?? bound;
  const count = Number(constant);
  if (!Number.isInteger(count)) throw new ComputationError("webgpu", `the bound of a written-out loop is not a constant: ${part.trim()}`);
  return { name, count };
}

function repeat(statement: string, [index, ...inner]: readonly Index[]): string[] {
  if (index === undefined) return [statement];
  return Array.from({ length: index.count }, (_, i) => repeat(statement.replaceAll(`$${index.name}`, String(i)), inner)).flat();
}
