/** The way in: the reader's notebooks, and something worth seeing for those who have none yet. */
import { useNavigate } from "@solidjs/router";
import FilePlus from "lucide-solid/icons/file-plus";
import Upload from "lucide-solid/icons/upload";
import { For, Show } from "solid-js";
import { toCell, type Notebook } from "../../../cells/notebook.ts";
import { gallery } from "../../../gallery/index.ts";
import { useApp } from "../app-context.ts";
import { Card, GalleryCards } from "../gallery/GalleryCards.tsx";
import { useImport } from "../parts/use-import.ts";
import { SiteBar } from "../parts/SiteBar.tsx";
import { StorageTrouble } from "../parts/StorageTrouble.tsx";
import { NotebookRow } from "./NotebookRow.tsx";
import { useLibrary } from "./use-library.ts";
import "../../styles/library.css";

/** How many gallery notebooks stand on the first page. */
const SHOWN = 4;

export default function LibraryPage() {
  const app = useApp();
  const navigate = useNavigate();
  const importFiles = useImport();
  const notebooks = useLibrary();

  async function create(): Promise<void> {
    const notebook: Notebook = { cells: [toCell()], metadata: { title: "Untitled" } };
    navigate(`/notebook/${await (await app.store()).create(notebook)}`);
  }

  const pick = (event: Event & { currentTarget: HTMLInputElement }) => {
    void importFiles([...(event.currentTarget.files ?? [])]);
    event.currentTarget.value = "";
  };
  let picker!: HTMLInputElement;

  return (
    <>
      <SiteBar />
      <main class="library">
        <section class="welcome">
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
            <input ref={picker} type="file" accept=".ipynb,.ts,.js,application/json" multiple hidden onChange={pick} />
          </div>
        </section>
        <Show when={app.trouble()}>{(trouble) => <StorageTrouble trouble={trouble()} />}</Show>
        <Show when={notebooks.length > 0}>
          <section aria-labelledby="your-notebooks">
            <h2 id="your-notebooks">Your notebooks</h2>
            <ul class="notebook-list">
              <For each={notebooks}>{(row) => <NotebookRow notebook={row} />}</For>
            </ul>
          </section>
        </Show>
        <section aria-labelledby="from-the-gallery">
          <h2 id="from-the-gallery">{notebooks.length > 0 ? "From the gallery" : "Start with one of these"}</h2>
          <GalleryCards entries={gallery.slice(0, SHOWN)}>
            <Card href="/playground" title="Playground" text="One cell, and beside it what it shows: for a quick question, or to send one." note="Remembers what you wrote last" />
          </GalleryCards>
        </section>
      </main>
    </>
  );
}
