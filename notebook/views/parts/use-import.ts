/** Takes files into the library, data as notebooks that look into it, and opens the last; what cannot be read or stored is said, file by file. */
import { useNavigate } from "@solidjs/router";
import { isDataFile, notebookOfData } from "../../share/data-file.ts";
import { readNotebookFile } from "../../share/import.ts";
import { explainFailure } from "../../store/explain.ts";
import { useApp } from "../app-context.ts";

export function useImport(): (files: readonly File[]) => Promise<void> {
  const app = useApp();
  const navigate = useNavigate();
  const refuse = (file: File, reason: string) => app.shell.notify(`${file.name} was not imported: ${reason}`);

  /** The id of the new notebook. One that `opens` is opened even where there is no room to store it. */
  async function importFile(file: File, opens: boolean): Promise<string | undefined> {
    const isData = await isDataFile(file);
    const read = isData ? { notebook: notebookOfData(file), remarks: [] } : await readNotebookFile(file).catch((error: unknown) => refuse(file, error instanceof Error ? error.message : String(error)));
    if (!read) return undefined;
    for (const remark of read.remarks) app.shell.notify(`${file.name}: ${remark}`);
    const store = await app.store();
    if (opens) {
      const id = await store.begin(read.notebook);
      if (isData) app.handedOver.set(id, file);
      return id;
    }
    return store.create(read.notebook).catch((error: unknown) => void refuse(file, explainFailure(error)));
  }

  return async (files) => {
    let last: string | undefined;
    for (const file of files) last = (await importFile(file, file === files.at(-1))) ?? last;
    if (last) navigate(`/notebook/${last}`);
  };
}
