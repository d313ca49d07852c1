/** The page's end of the language worker: what the notebook's cells are now, and which one a definition was found in. */
import type { CellSource } from "./cells.ts";

export interface LanguageClient {
  /** Tells the notebooks of one page apart. */
  readonly name: string;
  /** The code cells in document order, after every change. Cheap: nothing is sent until a first editor is live. */
  setCells(cells: CellSource[]): void;
  dispose(): void;
}
