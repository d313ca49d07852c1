/** Where new cells come from: the pair at the end of the notebook, and the quiet line above each cell. */
import Plus from "lucide-solid/icons/plus";
import type { CellKind } from "../../../cells/notebook.ts";
import type { Workbench } from "../../commands/workbench.ts";
import { useBench } from "./workbench-context.ts";

function addCell({ document, selection }: Workbench, index: number, kind: CellKind): void {
  const [id] = document.actions.addCells(index, [{ kind }]);
  if (id) selection.edit(id);
}

/** "Add code cell" and "Add text cell" at the notebook's end. */
export function AddCells() {
  const workbench = useBench();
  const end = () => workbench.document.model.cells().length;
  return (
    <div class="add-cells">
      <button type="button" class="button quiet" onClick={() => addCell(workbench, end(), "code")}>
        <Plus /> Add code cell
      </button>
      <button type="button" class="button quiet" onClick={() => addCell(workbench, end(), "markdown")}>
        <Plus /> Add text cell
      </button>
    </div>
  );
}

/** The line above a cell; `before` is the index that a new cell takes. Not in the order of Tab: A and B do the same. */
export function InsertHere(props: { before: number }) {
  const workbench = useBench();
  return (
    <div class="insert-here">
      <button type="button" tabindex={-1} onClick={() => addCell(workbench, props.before, "code")}>
        <Plus /> Code<span class="visually-hidden"> here</span>
      </button>
      <button type="button" tabindex={-1} onClick={() => addCell(workbench, props.before, "markdown")}>
        <Plus /> Text<span class="visually-hidden"> here</span>
      </button>
    </div>
  );
}
