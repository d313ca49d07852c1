/** Writes the open notebook into a file of some format and hands it to the reader. */
import { downloadFile } from "../../share/download.ts";
import type { ExportFormat } from "../../share/export.ts";
import { useBench } from "./workbench-context.ts";

export function useExport(): (format: ExportFormat) => void {
  const { document, shell } = useBench();
  return (format) => {
    const notebook = document.read();
    format
      .write(notebook)
      .then((text) => downloadFile(`${fileName(document.model.title())}.${format.extension}`, format.type, text))
      .catch((error: unknown) => shell.notify(`The file could not be written: ${(error as Error).message}`));
  };
}

/** A title as a file name that every system takes. */
function fileName(title: string): string {
  return title.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").replaceAll(/^-+|-+$/g, "") || "notebook";
}
