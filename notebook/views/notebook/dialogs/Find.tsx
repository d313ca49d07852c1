/** Finds text in all cells, shown or folded away, and replaces it. */
import { createMemo, createSignal, Show } from "solid-js";
import { findInCells, replaceIn } from "../../../document/find.ts";
import { Modal } from "../../parts/Modal.tsx";
import { useBench } from "../workbench-context.ts";
import type { DialogProps } from "./Dialogs.tsx";

export default function Find(props: DialogProps) {
  const { document: notebook, selection, shell } = useBench();
  const [query, setQuery] = createSignal("");
  const [replacement, setReplacement] = createSignal("");
  const [matchCase, setMatchCase] = createSignal(false);
  const hits = createMemo(() => findInCells(notebook.model.cells(), query(), matchCase()));
  const total = () => hits().reduce((sum, hit) => sum + hit.count, 0);
  let at = -1;

  const next = () => {
    at = (at + 1) % hits().length;
    const hit = hits()[at];
    if (hit) selection.select(hit.cell, { focus: false });
    document.querySelector(`[data-cell-id="${hit?.cell}"]`)?.scrollIntoView({ block: "center" });
  };
  const replaceEverywhere = () => {
    const count = total();
    for (const { cell } of hits()) {
      const source = notebook.model.cell(cell)?.source() ?? "";
      notebook.actions.setSource(cell, replaceIn(source, query(), replacement(), matchCase()));
    }
    shell.notify(`${count} replaced`, { label: "Undo", run: notebook.actions.undo });
  };

  return (
    <Modal title="Find and replace" onClose={props.onClose}>
      <input class="field" aria-label="Find" placeholder="Find" autofocus onInput={(event) => setQuery(event.currentTarget.value)} onKeyDown={(event) => event.key === "Enter" && next()} />
      <input class="field" aria-label="Replace with" placeholder="Replace with" onInput={(event) => setReplacement(event.currentTarget.value)} />
      <label class="choice">
        <input type="checkbox" onChange={(event) => setMatchCase(event.currentTarget.checked)} /> Match case
      </label>
      <div class="dialog-actions">
        <Show when={query() !== ""}>
          <p class="note find-count" role="status">
            {total() === 0 ? "Not found" : `${total()} in ${hits().length} ${hits().length === 1 ? "cell" : "cells"}`}
          </p>
        </Show>
        <button type="button" class="button" disabled={total() === 0} onClick={replaceEverywhere}>
          Replace all
        </button>
        <button type="button" class="button primary" disabled={total() === 0} onClick={next}>
          Next
        </button>
      </div>
    </Modal>
  );
}
