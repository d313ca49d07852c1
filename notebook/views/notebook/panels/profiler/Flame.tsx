/** The flame view: width is time. A press on a cell looks at that cell alone, a press on an operation shows its plan and source. */
import { createMemo, Index, Show, type JSX } from "solid-js";
import { tokenOf } from "../parts/colours.ts";
import { showShare, showTime } from "../parts/numbers.ts";
import { flameOf, type FlameNode } from "./flame-tree.ts";
import { useProfiler } from "./profiler-context.ts";

const ROWS = ["All", "Cells", "Operations", "Steps"];

export default function Flame(): JSX.Element {
  const { store, slowVersion, cell, setCell, select, selected, titleOf } = useProfiler();
  const nodes = createMemo(() => (slowVersion(), flameOf(store.groups, titleOf, cell())));
  const press = (node: FlameNode) => {
    if (node.group !== undefined) select(node.group);
    else if (node.cell !== undefined) setCell(node.cell === cell() ? null : node.cell);
  };
  const tint = ({ row, title, group }: FlameNode) => (row < 2 || group === undefined ? "var(--hover)" : tokenOf(row === 2 ? store.groups[group]!.name : title));
  return (
    <div class="flame" role="group" aria-label="Time by cell, operation and step">
      <div class="flame-rows" aria-hidden="true">
        <Index each={ROWS}>{(title) => <span>{title()}</span>}</Index>
      </div>
      <div class="flame-nodes">
        <Index each={nodes()}>
          {(node) => (
            <button
              type="button"
              class="flame-node"
              classList={{ plain: node().row < 2 || node().group === undefined, step: node().isStep, selected: node().group !== undefined && node().group === selected() }}
              style={{ left: `${node().from * 100}%`, width: `${node().width * 100}%`, "--row": node().row, "--tint": tint(node()) }}
              title={`${node().title}\n${node().isStep ? "a step of one kernel, which is measured as a whole" : `${showTime(node().ms)}, ${showShare(node().width)}`}`}
              onClick={() => press(node())}
            >
              {node().title}
            </button>
          )}
        </Index>
      </div>
      <Show when={nodes().some(({ isStep }) => isStep)}>
        <p class="instrument-note">Steps run as one kernel and are not measured apart: each is drawn with an equal part.</p>
      </Show>
    </div>
  );
}
