/** One open notebook: header, notices, the column of cells, panels and dialogs. */
import { createEffect, createMemo, For, Show, type JSX } from "solid-js";
import { hiddenCells } from "../../document/headings.ts";
import { panels, type Workbench } from "../../commands/workbench.ts";
import type { DocumentModel } from "../../document/model.ts";
import { remember } from "../parts/remember.ts";
import { AddCells } from "./AddCells.tsx";
import { Announcer } from "./Announcer.tsx";
import { Banners } from "./Banners.tsx";
import { CellView } from "./CellView.tsx";
import { Dialogs } from "./dialogs/Dialogs.tsx";
import { Header } from "./header/Header.tsx";
import { PanelView } from "./panels/PanelView.tsx";
import { useKeys } from "./use-keys.ts";
import { useWorkbench, type NotebookSource } from "./use-workbench.ts";
import { WorkbenchContext } from "./workbench-context.ts";
import "../../styles/notebook.css";
import "../../styles/header.css";
import "../../styles/panels.css";

const PANEL_KEY = "tessera.panel";
/** From this many cells on, those out of sight are not laid out. */
const LONG = 60;

export interface NotebookViewProps extends NotebookSource {
  /** Shown above the cells, such as where a linked notebook came from. */
  banner?: JSX.Element;
}

const isBlank = (model: DocumentModel) => model.cells().every((cell) => cell.source().trim() === "");

/** The panel that was open is open again. */
function rememberPanel({ panel, setPanel }: Workbench): void {
  const before = remember.read(PANEL_KEY);
  setPanel(panels.find((name) => name === before) ?? null);
  createEffect(() => remember.write(PANEL_KEY, panel() ?? ""));
}

export function NotebookView(props: NotebookViewProps) {
  const workbench = useWorkbench(props);
  const { model } = workbench.document;
  const hidden = createMemo(() => hiddenCells(model.cells(), workbench.folded()));
  useKeys(workbench);
  rememberPanel(workbench);
  return (
    <WorkbenchContext.Provider value={workbench}>
      <Header />
      <div class="desk" classList={{ "with-panel": workbench.panel() !== null }}>
        <main class="column" classList={{ long: model.cells().length > LONG }} aria-label="Notebook">
          <Banners>{props.banner}</Banners>
          <For each={model.cells()}>
            {(cell, index) => (
              <Show when={!hidden().has(cell.id)}>
                <CellView cell={cell} number={index() + 1} />
              </Show>
            )}
          </For>
          <AddCells />
          <Show when={isBlank(model)}>
            <p class="first-hint">Write TypeScript in the cell and press Shift+Enter. F1 lists everything else that can be done.</p>
          </Show>
        </main>
        <Show when={workbench.panel()}>{(panel) => <PanelView panel={panel()} />}</Show>
      </div>
      <Dialogs />
      <Announcer />
    </WorkbenchContext.Provider>
  );
}
