/** The notebooks outside the trash, followed while the page is open, in this tab and others. */
import { onCleanup, onMount } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { NotebookSummary } from "../../store/shelf.ts";
import { PLAYGROUND_ID } from "../../document/notebook-id.ts";
import { useApp } from "../app-context.ts";

export function useLibrary(): readonly NotebookSummary[] {
  const app = useApp();
  const [notebooks, setNotebooks] = createStore<NotebookSummary[]>([]);
  let stop: (() => void) | undefined;
  let left = false;

  onMount(async () => {
    const opened = await app.store();
    const read = async () => {
      const all = await opened.shelf.list();
      setNotebooks(reconcile(all.filter(({ id, deleted }) => deleted === null && id !== PLAYGROUND_ID)));
    };
    await read();
    if (!left) stop = opened.shelf.onChange(() => void read());
  });
  onCleanup(() => {
    left = true;
    stop?.();
  });
  return notebooks;
}
