/** The first words of the first page, the ways to begin, and a cell to look at. */
import { useNavigate } from "@solidjs/router";
import FilePlus from "lucide-solid/icons/file-plus";
import Upload from "lucide-solid/icons/upload";
import { toCell, type Notebook } from "../../../cells/notebook.ts";
import { DATA_ENDINGS } from "../../share/data-file.ts";
import { useApp } from "../app-context.ts";
import { useImport } from "../parts/use-import.ts";
import { Taste } from "./Taste.tsx";

export function Welcome() {
  const app = useApp();
  const navigate = useNavigate();
  const importFiles = useImport();
  let picker!: HTMLInputElement;

  async function create(): Promise<void> {
    const notebook: Notebook = { cells: [toCell()], metadata: { title: "Untitled" } };
    navigate(`/notebook/${await (await app.store()).begin(notebook)}`);
  }

  const pick = (event: Event & { currentTarget: HTMLInputElement }) => {
    void importFiles([...(event.currentTarget.files ?? [])]);
    event.currentTarget.value = "";
  };

  return (
    <section class="welcome with-taste">
      <div class="welcome-words">
        <h1>A notebook that computes where you are.</h1>
        <p>
          TypeScript cells with types that flow from one to the next, and fast tensors on your own processor and graphics card. Nothing to install;
          nothing leaves this browser.
        </p>
        <div class="welcome-actions">
          <button type="button" class="button primary" onClick={() => void create()}>
            <FilePlus /> New notebook
          </button>
          <button type="button" class="button" onClick={() => picker.click()}>
            <Upload /> Import
          </button>
          <input ref={picker} type="file" accept={[".ipynb", ".ts", ".js", "application/json", ...DATA_ENDINGS, ".gz"].join()} multiple hidden onChange={pick} />
        </div>
        <p class="welcome-drop">Or drop a file on the page: a notebook, or a table of your own (CSV, JSON, Parquet, Arrow).</p>
      </div>
      <Taste />
    </section>
  );
}
