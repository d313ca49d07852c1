/** Puts an open document, a kernel and the store together for as long as a notebook is on the page. */
import { createEffect, createSignal, onCleanup } from "solid-js";
import { connectKernel } from "../../../kernel/wire/client.ts";
import { kernelPlaces } from "../../../kernel/wire/origin.ts";
import { createSelection } from "../../commands/selection.ts";
import { createWorkbench, type Workbench } from "../../commands/workbench.ts";
import type { OpenDocument } from "../../document/open.ts";
import { Origin } from "../../document/schema.ts";
import { createLanguageClient } from "../../editor/language/client.ts";
import { createSession } from "../../session/session.ts";
import { createStale } from "../../session/stale.ts";
import { explainFailure } from "../../store/explain.ts";
import type { Keeper, SaveState } from "../../store/keeper.ts";
import { useApp } from "../app-context.ts";
import { tellMissing } from "./tell-missing.ts";

export interface NotebookSource {
  id: string;
  document: OpenDocument;
  /** Absent for a copy from the gallery or a link: it is kept from its first edit on. */
  keeper?: Keeper;
  /** A copy is kept from its first run on, too. Default false. */
  keepRuns?: boolean;
  /** Default false. */
  oneCell?: boolean;
}

const NOT_KEPT: SaveState = { kind: "unsaved", reason: "A copy: it is stored as soon as you change it." };

export function useWorkbench({ id, document: notebook, keeper: firstKeeper, keepRuns = false, oneCell = false }: NotebookSource): Workbench {
  const app = useApp();
  const session = createSession({ notebookId: id, document: notebook, connect: connectKernel });
  const selection = createSelection(notebook.model);
  const language = createLanguageClient({ onReveal: (cell) => selection.edit(cell) });
  const [keeper, setKeeper] = createSignal(firstKeeper);
  const [failure, setFailure] = createSignal<SaveState>();
  let keeping: Promise<void> | undefined;

  async function keep(): Promise<void> {
    try {
      const store = await app.store();
      setKeeper(await store.keep(id, notebook.doc));
      setFailure(undefined);
      // Not by the router: it would build the page anew, and the kernel with it.
      history.replaceState(null, "", `/notebook/${id}`);
    } catch (error) {
      keeping = undefined;
      setFailure({ kind: "unsaved", reason: explainFailure(error), failed: true });
    }
  }

  const onUpdate = (_update: Uint8Array, origin: unknown) => {
    if (!keeper() && (keepRuns || origin !== Origin.kernel)) keeping ??= keep();
  };
  notebook.doc.on("update", onUpdate);

  const save = () => keeper()?.state() ?? failure() ?? NOT_KEPT;
  const workbench = createWorkbench({
    id,
    oneCell,
    document: notebook,
    session,
    selection,
    language,
    stale: createStale(notebook.model, session),
    frameUrl: outputFrameUrl(id),
    shell: app.shell,
    save,
    takeFile() {
      const file = app.handedOver.get(id);
      app.handedOver.delete(id);
      return file;
    },
    async saveNow() {
      await (keeper() ? keeper()?.flush() : (keeping ??= keep()));
      if (save().kind === "unsaved") app.shell.notify(save().reason ?? "Not saved");
    },
  });

  createEffect(() => {
    const code = notebook.model.cells().filter((cell) => cell.kind() === "code");
    language.setCells(code.map((cell) => ({ id: cell.id, source: cell.source() })));
  });
  // Who drops data wants to see it, and the cells around it are ours.
  if (app.handedOver.has(id)) session.execute(notebook.model.cells().filter((cell) => cell.kind() === "code").map((cell) => cell.id));
  markPage(workbench);
  tellMissing(workbench);
  onCleanup(() => {
    notebook.doc.off("update", onUpdate);
    language.dispose();
    session.dispose();
    if (!firstKeeper) void keeper()?.close();
  });
  return workbench;
}

/** The attributes of the document root that scripts and styles hold on to, and the window's title. */
function markPage({ session, save, document: notebook }: Workbench): void {
  const { dataset } = document.documentElement;
  createEffect(() => (dataset.kernel = session.kernel()));
  createEffect(() => (dataset.save = save().kind));
  createEffect(() => {
    dataset.device = session.info()?.device ?? "cpu";
    dataset.threads = String(session.info()?.threads ?? 1);
  });
  createEffect(() => (document.title = `${notebook.model.title()} · Tessera`));
  onCleanup(() => {
    dataset.kernel = "starting";
    dataset.save = "saved";
    document.title = "Tessera";
  });
}

function outputFrameUrl(id: string): string {
  const [place] = kernelPlaces(location, id, import.meta.env.VITE_KERNEL_ORIGIN);
  return new URL(`${import.meta.env.BASE_URL}kernel/frame/output.html`, place?.origin).href;
}
