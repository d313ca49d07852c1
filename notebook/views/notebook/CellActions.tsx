/** What can be done with a cell, on hover and on focus; each is also a key. */
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import Code from "lucide-solid/icons/code";
import Pencil from "lucide-solid/icons/pencil";
import Trash from "lucide-solid/icons/trash";
import Type from "lucide-solid/icons/type";
import { Show, type Component } from "solid-js";
import { Dynamic } from "solid-js/web";
import { commandById } from "../../commands/index.ts";
import type { CellModel } from "../../document/model.ts";
import { useBench } from "./workbench-context.ts";

export function CellActions(props: { cell: CellModel }) {
  return (
    <div class="cell-actions" role="toolbar" aria-label="Cell actions">
      <Show when={props.cell.kind() === "markdown"}>
        <Action cell={props.cell} command="edit" icon={Pencil} />
      </Show>
      <Show when={props.cell.kind() === "code"} fallback={<Action cell={props.cell} command="to-code" icon={Code} />}>
        <Action cell={props.cell} command="to-markdown" icon={Type} />
      </Show>
      <Action cell={props.cell} command="move-up" icon={ArrowUp} label="Move cell up" />
      <Action cell={props.cell} command="move-down" icon={ArrowDown} label="Move cell down" />
      <Action cell={props.cell} command="delete" icon={Trash} label="Delete cell" />
    </div>
  );
}

function Action(props: { cell: CellModel; command: string; icon: Component; label?: string }) {
  const workbench = useBench();
  const command = () => commandById(props.command);
  const run = () => {
    if (!workbench.selection.selected().includes(props.cell.id)) workbench.selection.select(props.cell.id, { focus: false });
    command().run(workbench);
  };
  return (
    <button type="button" class="icon-button" tabindex={-1} aria-label={props.label ?? command().title} title={props.label ?? command().title} onClick={run}>
      <Dynamic component={props.icon} />
    </button>
  );
}
