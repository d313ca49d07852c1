/** What the library's list shows of a notebook. */
import type { Notebook } from "../../cells/notebook.ts";
import { titleOf } from "../document/schema.ts";
import type { SummaryChange } from "./shelf.ts";

const PREVIEW_LENGTH = 160;

export function summarise(notebook: Notebook): SummaryChange {
  const text = notebook.cells
    .map((cell) => cell.source.replaceAll(/^#+ .*$/gm, "").replaceAll(/[#*_`>$]/g, "").trim())
    .find((source) => source !== "");
  return {
    title: titleOf(notebook.metadata),
    cells: notebook.cells.length,
    preview: (text ?? "").replaceAll(/\s+/g, " ").slice(0, PREVIEW_LENGTH),
  };
}
