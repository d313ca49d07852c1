/** The formats a notebook can be exported to. Codecs are fetched when a format is chosen. */
import type { Notebook } from "../../cells/notebook.ts";

export interface ExportFormat {
  /** What the menu shows. */
  title: string;
  extension: string;
  /** MIME type. */
  type: string;
  write(notebook: Notebook): Promise<string>;
}

export const exportFormats: readonly ExportFormat[] = [
  {
    title: "Jupyter notebook (.ipynb)",
    extension: "ipynb",
    type: "application/x-ipynb+json",
    write: async (notebook) => (await import("../../cells/codec/ipynb.ts")).writeIpynb(notebook),
  },
  {
    title: "TypeScript script (// %%)",
    extension: "ts",
    type: "text/plain",
    write: async (notebook) => (await import("../../cells/codec/script.ts")).writeScript(notebook),
  },
  {
    title: "Web page (.html)",
    extension: "html",
    type: "text/html",
    write: async (notebook) => (await import("./html.ts")).writeHtml(notebook),
  },
];
