/** From a compiled cell's code to a function of the engine. The one place where text becomes code. */
import type { CellRuntime } from "./runtime.ts";

type StartCell = (runtime: CellRuntime) => Promise<unknown>;

let loads = 0;

/**
 * Makes the function of a compiled cell. `name` is what stack traces call it, e.g. `cell-3.ts`.
 * Engines keep what they learned about a text that they saw before. A class that a cell declares again is another class, and code
 * that learned about both is ten times slower, so every load is a text of its own.
 * Throws the engine's `SyntaxError` for the few mistakes that the parser lets through.
 */
export function loadCell(code: string, name: string): StartCell {
  // oxlint-disable-next-line no-eval -- the purpose of this file
  return (0, eval)(`${code} // ${++loads}\n//# sourceURL=${name}`) as StartCell;
}
