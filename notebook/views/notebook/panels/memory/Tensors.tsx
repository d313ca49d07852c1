/** The tensors that variables hold, by name and cell. */
import { Show, type JSX } from "solid-js";
import type { HeldTensor } from "../../../../../kernel/wire/profile.ts";
import { showBytes } from "../../../parts/units.ts";
import { useBench } from "../../workbench-context.ts";
import { useCellTitles } from "../parts/cell-titles.ts";
import { DataTable, type Column } from "../parts/DataTable.tsx";
import { showCount } from "../parts/numbers.ts";
import { useMemory } from "./memory-context.ts";

export function Tensors(): JSX.Element {
  const { latest, held } = useMemory();
  const { selection } = useBench();
  const titleOf = useCellTitles();
  const columns: Column<HeldTensor>[] = [
    { title: "Name", value: ({ name }) => name, show: ({ name }) => <code>{name}</code>, hint: ({ name }) => name },
    {
      title: "Cell",
      value: ({ cell }) => titleOf(cell),
      show: (row) => (
        <button type="button" class="link-button" title="Go to the cell that made it" onClick={() => selection.select(row.cell)}>
          {titleOf(row.cell)}
        </button>
      ),
    },
    { title: "Shape", value: ({ shape }) => shape.reduce((size, length) => size * length, 1), show: ({ shape }) => <span class="shapes">[{shape.join(", ")}]</span> },
    { title: "Dtype", value: ({ dtype }) => dtype },
    { title: "On", value: ({ device }) => device },
    { title: "Size", isNumber: true, value: ({ bytes }) => bytes, show: ({ bytes }) => showBytes(bytes), hint: ({ bytes }) => `${showCount(bytes)} bytes` },
  ];
  const others = () => Math.max(0, (latest()?.tensors ?? 0) - held().length);
  return (
    <Show when={held().length > 0} fallback={<p class="panel-empty">No variable holds a tensor. Run a cell that makes one, such as “const x = randn([256, 256])”.</p>}>
      <DataTable label="Tensors that variables hold" columns={columns} rows={held()} sortedBy="Size" />
      <Show when={others() > 0}>
        <p class="instrument-note">
          {showCount(others())} more {others() === 1 ? "tensor is" : "tensors are"} held by functions, promises or the library, or not collected yet.
        </p>
      </Show>
    </Show>
  );
}
