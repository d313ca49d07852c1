/** Reads notebooks from files that the reader picked or dropped. What cannot be read is told, never guessed. */
import type { Notebook } from "../../cells/notebook.ts";

/** Bytes a file may have: what is larger would stall the page and burst the browser's storage. */
const LARGEST = 40_000_000;

export interface Imported {
  notebook: Notebook;
  /** What the reader should know of it: repairs and warnings, as sentences. */
  remarks: string[];
}

/** @throws with a sentence for the reader when the file is too big or no notebook */
export async function readNotebookFile(file: File): Promise<Imported> {
  if (file.size > LARGEST) {
    throw new Error(`${file.name} is too big to open here: ${(file.size / 1e6).toFixed(0)} MB, the limit is ${LARGEST / 1e6} MB. Clear its outputs first`);
  }
  return readNotebookText(await file.text(), file.name);
}

/** Reads a notebook by its name's ending: `.ipynb`, else a `// %%` script. The name is the title of one that has none. */
export async function readNotebookText(text: string, name: string): Promise<Imported> {
  const title = name.replace(/\.[^.]*$/, "");
  if (!/\.ipynb$/i.test(name) && !text.trimStart().startsWith("{")) {
    const { readScript } = await import("../../cells/codec/script.ts");
    return { notebook: withTitle(readScript(text), title), remarks: [] };
  }
  const { readIpynb } = await import("../../cells/codec/ipynb.ts");
  const { notebook, repairs, warnings } = readIpynb(text);
  return { notebook: withTitle(notebook, title), remarks: [...warnings, ...repairs] };
}

function withTitle(notebook: Notebook, title: string): Notebook {
  return notebook.metadata.title === undefined ? { ...notebook, metadata: { ...notebook.metadata, title } } : notebook;
}
