/** What comes out of reading a file or a link: the notebook, and what the person who opened it should know. */
import type { Notebook } from "../notebook.ts";

export interface Reading {
  notebook: Notebook;
  /** What was wrong in the text and was put right, in sentences, e.g. `a cell without an id: given a new one (2 times)`. */
  repairs: string[];
  /** What opens but won't work here, in sentences. */
  warnings: string[];
}

/** Notes one more occurrence of a repair. */
export type Note = (repair: string) => void;

/** For repairs that nobody needs to hear of. */
export const unreported: Note = () => {};

/** Counts repairs, so that a file with 100,000 faulty cells gives one sentence and not 100,000. */
export class RepairLog {
  readonly #counts = new Map<string, number>();

  readonly note: Note = (repair) => {
    this.#counts.set(repair, (this.#counts.get(repair) ?? 0) + 1);
  };

  sentences(): string[] {
    return Array.from(this.#counts, ([repair, count]) => (count === 1 ? repair : `${repair} (${count} times)`));
  }
}
