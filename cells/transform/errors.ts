/** What is wrong with a cell's text, with its place. The transform throws nothing else. */

/** Lines and columns are 1-based and count UTF-16 units, as a stack trace does. */
export class CellSyntaxError extends SyntaxError {
  override name = "CellSyntaxError";
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** Does work that goes as deep as a text is nested. A text that is nested too deeply for the engine's stack is a mistake like others. */
export function withinDepth<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new CellSyntaxError("the text is nested too deeply", 1, 1);
    throw error;
  }
}
