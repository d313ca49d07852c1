/** A text cell: rendered Markdown to read, its source while it is edited. */
import { createMemo, Show } from "solid-js";
import { headingLevel } from "../../document/headings.ts";
import { MarkdownView } from "../../outputs/markdown/MarkdownView.tsx";
import { CellSource } from "./CellSource.tsx";
import type { CellProps } from "./CellView.tsx";
import { useBench } from "./workbench-context.ts";

export function TextCell(props: CellProps) {
  const { selection, folded, setFolded } = useBench();
  const editing = () => selection.active() === props.cell.id && selection.mode() === "edit";
  const isFolded = createMemo(() => headingLevel(props.cell) !== null && folded().has(props.cell.id));
  const unfold = () => setFolded((all) => new Set([...all].filter((id) => id !== props.cell.id)));
  return (
    <Show
      when={editing()}
      fallback={
        <div class="text-cell" onDblClick={() => selection.edit(props.cell.id)}>
          <Show when={props.cell.source().trim() !== ""} fallback={<p class="text-empty">Empty text. Press Enter or double-click to write.</p>}>
            <MarkdownView source={props.cell.source()} attachments={props.cell.attachments()} />
          </Show>
          <Show when={isFolded()}>
            <button type="button" class="button quiet folded" onClick={unfold}>
              Section collapsed. Show it
            </button>
          </Show>
        </div>
      }
    >
      <CellSource cell={props.cell} label={`Text of cell ${props.number}`} language="markdown" />
    </Show>
  );
}
