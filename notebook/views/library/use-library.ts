/** The notebooks and the trash, followed while the page is open, in this tab and others. */
import { createSignal, onCleanup, onMount, type Accessor } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { NotebookSummary } from "../../store/shelf.ts";
import { PLAYGROUND_ID } from "../../document/notebook-id.ts";
import { useApp } from "../app-context.ts";

export interface Library {
  /** Outside the trash, the last modified first. */
  readonly notebooks: Accessor<readonly NotebookSummary[]>;
  readonly trashed: Accessor<readonly NotebookSummary[]>;
  /** The shelf was read; before that both lists are empty. */
  readonly read: Accessor<boolean>;
}

export function useLibrary(): Library {
  const app = useApp();
  const [all, setAll] = createStore<NotebookSummary[]>([]);
  const [read, setRead] = createSignal(false);
  let stop: (() => void) | undefined;
  let left = false;

  onMount(async () => {
    const { shelf } = await app.store();
    const update = async () => {
      setAll(reconcile((await shelf.list()).filter(({ id }) => id !== PLAYGROUND_ID)));
      setRead(true);
    };
    await update();
    if (!left) stop = shelf.onChange(() => void update());
  });
  onCleanup(() => {
    left = true;
    stop?.();
  });
  return {
    notebooks: () => all.filter(({ deleted }) => deleted === null),
    trashed: () => all.filter(({ deleted }) => deleted !== null),
    read,
  };
}
