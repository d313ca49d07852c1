/** The headings of the notebook; a press goes there. */
import { createMemo, For, Show } from "solid-js";
import { findHeadings } from "../../../document/headings.ts";
import { useBench } from "../workbench-context.ts";

export function Contents() {
  const { document, selection } = useBench();
  const headings = createMemo(() => findHeadings(document.model.cells()));
  return (
    <Show when={headings().length > 0} fallback={<p class="panel-empty">Headings in text cells are listed here. Start one with “# ”.</p>}>
      <ul class="contents">
        <For each={headings()}>
          {(heading) => (
            <li>
              <button type="button" style={{ "--level": heading.level }} onClick={() => selection.select(heading.cell)}>
                {heading.text}
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
