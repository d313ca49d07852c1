/** The way in: the reader's notebooks, and something worth seeing for those who have none yet. */
import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { gallery } from "../../../gallery/index.ts";
import { useApp } from "../app-context.ts";
import { GalleryCards } from "../gallery/GalleryCards.tsx";
import { SiteBar } from "../parts/SiteBar.tsx";
import { StorageTrouble } from "../parts/StorageTrouble.tsx";
import { NotebookRow } from "./NotebookRow.tsx";
import { useLibrary } from "./use-library.ts";
import { Welcome } from "./Welcome.tsx";
import "../../styles/library.css";

/** How many gallery notebooks stand on the first page. */
const SHOWN = 6;

export default function LibraryPage() {
  const app = useApp();
  const { notebooks, trashed, read } = useLibrary();
  return (
    <>
      <SiteBar />
      <main class="library">
        <Welcome />
        <Show when={app.trouble()}>{(trouble) => <StorageTrouble trouble={trouble()} />}</Show>
        <Show when={notebooks().length > 0}>
          <section aria-labelledby="your-notebooks">
            <h2 id="your-notebooks">Your notebooks</h2>
            <ul class="notebook-list">
              <For each={notebooks()}>{(row) => <NotebookRow notebook={row} />}</For>
            </ul>
          </section>
        </Show>
        <Show when={trashed().length > 0}>
          <p class="to-trash">
            <A href="/trash">Trash ({trashed().length})</A>
          </p>
        </Show>
        {/* Not before the list above it: what a reader is about to press must not move. */}
        <Show when={read()}>
          <section aria-labelledby="from-the-gallery">
            <h2 id="from-the-gallery">{notebooks().length > 0 ? "From the gallery" : "Start with one of these"}</h2>
            <GalleryCards entries={gallery.slice(0, SHOWN)} />
          </section>
        </Show>
      </main>
    </>
  );
}
