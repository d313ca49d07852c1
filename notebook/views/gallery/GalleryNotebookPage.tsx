/** A gallery notebook, opened as a copy that is stored with its first edit or run. */
import { useParams } from "@solidjs/router";
import { createResource, onCleanup, Show } from "solid-js";
import { readScript } from "../../../cells/codec/script.ts";
import { gallery, type GalleryEntry } from "../../../gallery/index.ts";
import { openDocument } from "../../document/open.ts";
import { newNotebookId } from "../../document/notebook-id.ts";
import { NotebookView } from "../notebook/NotebookView.tsx";
import { MessagePage } from "../parts/MessagePage.tsx";

export default function GalleryNotebookPage() {
  const params = useParams<{ slug: string }>();
  const entry = () => gallery.find(({ slug }) => slug === params.slug);
  return (
    <Show
      when={entry()}
      keyed
      fallback={
        <MessagePage title="No such notebook in the gallery">
          <p>It may have been renamed. The gallery lists all there are.</p>
        </MessagePage>
      }
    >
      {(entry) => <GalleryCopy entry={entry} />}
    </Show>
  );
}

function GalleryCopy(props: { entry: GalleryEntry }) {
  const [notebook] = createResource(async () => {
    const read = readScript(await props.entry.load());
    return openDocument({ ...read, metadata: { title: props.entry.title, ...read.metadata } });
  });
  onCleanup(() => notebook.state === "ready" && notebook().dispose());
  return (
    <Show
      when={!notebook.error}
      fallback={
        <MessagePage title="This notebook could not be fetched">
          <p>Check your connection and reload. ({String(notebook.error?.message ?? notebook.error)})</p>
        </MessagePage>
      }
    >
      <Show when={notebook()}>{(document) => <NotebookView id={newNotebookId()} document={document()} keepRuns />}</Show>
    </Show>
  );
}
