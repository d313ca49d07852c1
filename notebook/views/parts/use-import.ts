/** Takes files into the library and opens the last; what cannot be read or stored is said, file by file. */
import { useNavigate } from "@solidjs/router";
import { readNotebookFile } from "../../share/import.ts";
import { explainFailure } from "../../store/explain.ts";
import { useApp } from "../app-context.ts";

export function useImport(): (files: readonly File[]) => Promise<void> {
  const app = useApp();
  const navigate = useNavigate();

  async function importFile(file: File): Promise<string | undefined> {
    try {
      const { notebook, remarks } = await readNotebookFile(file);
      const id = await (await app.store()).create(notebook).catch((error: unknown) => {
        throw new Error(explainFailure(error));
      });
      for (const remark of remarks) app.shell.notify(`${file.name}: ${remark}`);
      return id;
    } catch (error) {
      app.shell.notify(`${file.name} was not imported: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  return async (files) => {
    let last: string | undefined;
    for (const file of files) last = (await importFile(file)) ?? last;
    if (last) navigate(`/notebook/${last}`);
  };
}
