/** Which lines of the notebook hold memory, and which left theirs to the garbage collector. */
import { Show, type JSX } from "solid-js";
import type { PlaceData } from "../../../../../kernel/wire/profile.ts";
import { showBytes } from "../../../parts/units.ts";
import { useBench } from "../../workbench-context.ts";
import { DataTable, type Column } from "../parts/DataTable.tsx";
import { showCount } from "../parts/numbers.ts";
import { useMemory } from "./memory-context.ts";

export function Places(): JSX.Element {
  const { latest } = useMemory();
  const { selection } = useBench();
  const columns: Column<PlaceData>[] = [
    {
      title: "Line",
      value: ({ place }) => place,
      show: (row) => (
        <Show when={row.cell} fallback={row.place}>
          <button type="button" class="link-button" title="Go to the cell" onClick={() => selection.select(row.cell!)}>
            {row.place}
          </button>
        </Show>
      ),
    },
    { title: "Results held", isNumber: true, value: ({ buffers }) => buffers, show: ({ buffers }) => showCount(buffers) },
    { title: "Bytes held", isNumber: true, value: ({ bytes }) => bytes, show: ({ bytes }) => showBytes(bytes), hint: ({ bytes }) => `${showCount(bytes)} bytes` },
    { title: "Left behind", isNumber: true, value: ({ collected }) => collected, show: ({ collected }) => showCount(collected), hint: () => "Results that nobody disposed, so that the garbage collector had to find them" },
  ];
  return (
    <Show when={(latest()?.places.length ?? 0) > 0} fallback={<p class="panel-empty">Nothing is held. Lines are told of what runs while this panel is open.</p>}>
      <DataTable label="Lines that hold memory" columns={columns} rows={latest()!.places} sortedBy="Bytes held" />
      <p class="instrument-note">What was made before this panel was opened is told by cell, without its line; and so are most of very many small results.</p>
    </Show>
  );
}
