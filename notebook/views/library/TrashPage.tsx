/** Deleted notebooks: taken back, or deleted for good. They go by themselves after a while. */
import { A } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { TRASH_DAYS, type NotebookSummary } from "../../store/shelf.ts";
import { Modal } from "../parts/Modal.tsx";
import { SiteBar } from "../parts/SiteBar.tsx";
import { showWhen } from "../parts/units.ts";
import { useLibrary } from "./use-library.ts";
import { useShelfChange } from "./use-shelf-change.ts";
import "../../styles/library.css";

export default function TrashPage() {
  const { trashed, read } = useLibrary();
  return (
    <>
      <SiteBar />
      <main class="library">
        <section class="welcome">
          <h1>Trash</h1>
          <p>Deleted notebooks stay here for {TRASH_DAYS} days.</p>
        </section>
        <Show when={trashed().length > 0}>
          <ul class="notebook-list">
            <For each={trashed()}>{(row) => <TrashRow notebook={row} />}</For>
          </ul>
        </Show>
        <Show when={read() && trashed().length === 0}>
          <p class="note">
            The trash is empty. <A href="/">Your notebooks</A>
          </p>
        </Show>
      </main>
    </>
  );
}

function TrashRow(props: { notebook: NotebookSummary }) {
  const change = useShelfChange();
  const [asking, setAsking] = createSignal(false);
  return (
    <li class="notebook-row">
      <span class="notebook-link">
        <span class="notebook-title">{props.notebook.title}</span>
        <span class="notebook-preview">{props.notebook.preview}</span>
      </span>
      <span class="notebook-when">deleted {showWhen(props.notebook.deleted ?? 0)}</span>
      <span class="row-actions">
        <button type="button" class="button" onClick={() => void change(({ shelf }) => shelf.setDeleted(props.notebook.id, null))}>
          Restore
        </button>
        <button type="button" class="button quiet" onClick={() => setAsking(true)}>
          Delete for good
        </button>
      </span>
      <Show when={asking()}>
        <Modal title={`Delete “${props.notebook.title}” for good?`} onClose={() => setAsking(false)}>
          <p>The notebook and its versions cannot be brought back after this.</p>
          <div class="dialog-actions">
            <button type="button" class="button" onClick={() => setAsking(false)}>
              Keep it
            </button>
            <button type="button" class="button danger" onClick={() => void change(({ shelf }) => shelf.purge(props.notebook.id))}>
              Delete for good
            </button>
          </div>
        </Modal>
      </Show>
    </li>
  );
}
