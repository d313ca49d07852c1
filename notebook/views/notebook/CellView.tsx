/** One cell of any kind: its frame, gutter, actions and focus. What is inside is drawn by its kind's view. */
import { createEffect, createSignal, Match, on, Show, Switch } from "solid-js";
import type { CellModel } from "../../document/model.ts";
import { CellActions } from "./CellActions.tsx";
import { CodeCell } from "./CodeCell.tsx";
import { Gutter } from "./Gutter.tsx";
import { InsertHere } from "./AddCells.tsx";
import { RawCell } from "./RawCell.tsx";
import { TextCell } from "./TextCell.tsx";
import { useBench } from "./workbench-context.ts";

export interface CellProps {
  cell: CellModel;
  /** Counted from 1 over all kinds. */
  number: number;
  /** The page shows the outputs in another place. */
  outputsElsewhere?: boolean;
}

const NAMES = { code: "Code", markdown: "Text", raw: "Raw" };

export function CellView(props: CellProps) {
  const { session, selection, stale } = useBench();
  const [hovered, setHovered] = createSignal(false);
  let frame!: HTMLElement;
  const run = session.run(props.cell.id);
  const active = () => selection.active() === props.cell.id;
  const selected = () => selection.selected().includes(props.cell.id);
  const editing = () => active() && selection.mode() === "edit";

  createEffect(
    on(
      () => active() && selection.focusRequest(),
      (request) => {
        if (!request || editing()) return;
        frame.focus({ preventScroll: true });
        reveal(frame);
      },
      { defer: true },
    ),
  );

  // A press on the cell itself makes it active; presses on what is inside keep their own focus.
  const onPointerDown = (event: PointerEvent) => {
    if (editing() && event.target instanceof Element && event.target.closest(".cell-editor")) return;
    selection.select(props.cell.id, { extend: event.shiftKey, focus: false });
  };

  return (
    <article
      ref={frame}
      class="cell"
      classList={{ active: active(), selected: selected(), editing: editing() }}
      aria-label={`${NAMES[props.cell.kind()]} cell ${props.number}`}
      role="article"
      tabindex={active() ? 0 : -1}
      data-cell-id={props.cell.id}
      data-kind={props.cell.kind()}
      data-state={run.state()}
      data-stale={stale().has(props.cell.id) ? "" : undefined}
      data-execution-count={props.cell.executionCount() ?? undefined}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onPointerDown={onPointerDown}
      onFocus={() => !active() && selection.select(props.cell.id, { focus: false })}
    >
      {/* Only where they can be seen: hundreds of cells have thousands of buttons. */}
      <Show when={hovered() || active()}>
        <InsertHere before={props.number - 1} />
      </Show>
      <Show when={props.cell.kind() === "code"}>
        <Gutter cell={props.cell} />
      </Show>
      <div class="cell-body">
        <Switch>
          <Match when={props.cell.kind() === "code"}>
            <CodeCell {...props} />
          </Match>
          <Match when={props.cell.kind() === "markdown"}>
            <TextCell cell={props.cell} number={props.number} />
          </Match>
          <Match when={props.cell.kind() === "raw"}>
            <RawCell cell={props.cell} number={props.number} />
          </Match>
        </Switch>
      </div>
      <Show when={hovered() || active()}>
        <CellActions cell={props.cell} />
      </Show>
    </article>
  );
}

/** Scrolls as little as needed: a cell that can be seen stays where it is. */
function reveal(frame: HTMLElement): void {
  const { top, bottom } = frame.getBoundingClientRect();
  if (bottom > 80 && top < innerHeight - 40) {
    if (top >= 56 && bottom <= innerHeight) return;
    if (bottom - top > innerHeight - 56) return;
  }
  frame.scrollIntoView({ block: "nearest" });
}
