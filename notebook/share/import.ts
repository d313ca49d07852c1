/** Reads notebooks from files that the reader picked or dropped. What cannot be read is told, never guessed. */
import type { Notebook } from "../../cells/notebook.ts";
import { checkCellCount } from "./cell-count.ts";

export interface Imported {
  notebook: Notebook;
  /** What the reader should know of it: repairs and warnings, as sentences. */
  remarks: string[];
}

/** @throws with a sentence for the reader when the file is too big or no notebook */
export async function readNotebookFile(file: File): Promise<Imported> {
  const { checkFileSize } = await import("../../cells/codec/format.ts");
  checkFileSize(file.size);
  return readNotebookText(await file.text(), file.name);
}

/** Reads an `.ipynb` or a `// %%` script. The name is the title of a notebook that has none. @throws as `readNotebookFile` */
export async function readNotebookText(text: string, name: string): Promise<Imported> {
  const { readNotebook } = await import("../../cells/codec/format.ts");
  const { notebook, repairs, warnings } = readNotebook(text, name);
  checkCellCount(notebook);
  const metadata = { title: name.replace(/\.[^.]*$/, ""), ...notebook.metadata };
  return { notebook: { ...notebook, metadata }, remarks: [...warnings, ...repairs] };
}
