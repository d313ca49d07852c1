/** One cell and its output side by side; below each other where the screen is narrow. */
import { Show } from "solid-js";
import { OutputArea } from "../../outputs/OutputArea.tsx";
import { Announcer } from "../notebook/Announcer.tsx";
import { Banners } from "../notebook/Banners.tsx";
import { CellView } from "../notebook/CellView.tsx";
import { Dialogs } from "../notebook/dialogs/Dialogs.tsx";
import { Header } from "../notebook/header/Header.tsx";
import { useKeys } from "../notebook/use-keys.ts";
import { useWorkbench, type NotebookSource } from "../notebook/use-workbench.ts";
import { WorkbenchContext } from "../notebook/workbench-context.ts";
import "../../styles/notebook.css";
import "../../styles/header.css";
import "../../styles/panels.css";
import "../../styles/playground.css";

export function PlaygroundView(props: NotebookSource) {
  const workbench = useWorkbench(props);
  const { session, document } = workbench;
  const cell = () => document.model.cells()[0];
  const outputs = () => {
    const shown = cell();
    return shown ? (session.run(shown.id).live() ?? shown.outputs()) : [];
  };
  useKeys(workbench);
  return (
    <WorkbenchContext.Provider value={workbench}>
      <Header />
      <main class="playground" aria-label="Playground">
        <div class="playground-code">
          <Banners />
          <Show when={cell()} keyed>
            {(cell) => <CellView cell={cell} number={1} outputsElsewhere />}
          </Show>
        </div>
        <div class="playground-output">
          <Show when={outputs().length > 0} fallback={<p class="playground-empty">What the cell shows appears here. Press Shift+Enter in the cell.</p>}>
            <OutputArea
              label="Output of cell 1"
              outputs={outputs()}
              running={session.kernel() === "busy"}
              frameUrl={workbench.frameUrl}
              onInput={(widget, value) => session.setInput(widget, value)}
            />
          </Show>
        </div>
      </main>
      <Dialogs />
      <Announcer />
    </WorkbenchContext.Provider>
  );
}
