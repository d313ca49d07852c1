/** The table of operations: how often, how long, how fast. What the pictures show stands here as numbers. */
import { createMemo, createSignal, Show, type JSX } from "solid-js";
import { showBytes } from "../../../parts/units.ts";
import { DataTable, type Column } from "../parts/DataTable.tsx";
import { showCount, showRate, showShare, showTime } from "../parts/numbers.ts";
import { operationsOf, type Operation } from "./operations.ts";
import { OperationName } from "./OperationName.tsx";
import { useProfiler } from "./profiler-context.ts";

const CLOCKS = { wall: "host", gpu: "GPU", both: "both" };
const CLOCK_HINTS = { wall: "Measured by the host's clock", gpu: "Measured by the GPU's own clock", both: "Some calls by the host's clock, some by the GPU's" };

export default function Operations(): JSX.Element {
  const { store, slowVersion, cell, selected } = useProfiler();
  const [byShape, setByShape] = createSignal(false);
  const rows = createMemo(() => (slowVersion(), operationsOf(store.groups, { cell: cell(), byShape: byShape() })));
  const columns: Column<Operation>[] = [
    { title: "Operation", value: ({ name }) => name, show: (row) => <OperationName operation={row} /> },
    { title: "On", value: ({ kind, device }) => (kind === "kernel" ? device : `${kind}, ${device}`) },
    { title: "Calls", isNumber: true, value: ({ calls }) => calls, show: ({ calls, spans }) => `${spans < calls ? "≈ " : ""}${showCount(calls)}`, hint: ({ spans }) => `${showCount(spans)} of them looked at` },
    { title: "Total", isNumber: true, value: ({ ms }) => ms, show: ({ ms }) => showTime(ms), hint: ({ ms }) => `${ms} ms` },
    { title: "Share", isNumber: true, value: ({ share }) => share, show: ({ share }) => <ShareBar share={share} /> },
    { title: "A call", isNumber: true, value: ({ ms, calls }) => ms / calls, show: ({ ms, calls }) => showTime(ms / calls), hint: ({ maxMs }) => `the longest ${showTime(maxMs)}` },
    { title: "GFLOP/s", isNumber: true, value: ({ gflops }) => gflops, show: ({ gflops }) => showRate(gflops), hint: ({ flops }) => `${showCount(flops)} floating-point operations` },
    { title: "GB/s", isNumber: true, value: ({ gbs }) => gbs, show: ({ gbs }) => showRate(gbs), hint: ({ bytes }) => showBytes(bytes) },
    { title: "Clock", value: ({ clock }) => clock, show: ({ clock }) => <span title={CLOCK_HINTS[clock]}>{CLOCKS[clock]}</span> },
  ];
  return (
    <div class="operations">
      <label class="choice">
        <input type="checkbox" checked={byShape()} onChange={(event) => setByShape(event.currentTarget.checked)} /> Different shapes apart
      </label>
      <DataTable label="Operations" columns={columns} rows={rows()} sortedBy="Total" isSelected={(row) => row.group === selected()} />
      <Show when={rows().some(({ calls, spans }) => spans < calls)}>
        <p class="instrument-note">≈ Operations that follow each other in microseconds are sampled, so that watching does not slow them down; their sums are estimates.</p>
      </Show>
      <Show when={rows().some(({ clock, device }) => clock === "wall" && device === "webgpu")}>
        <p class="instrument-note">Times of WebGPU by the host's clock are what it took to hand the work over.</p>
      </Show>
    </div>
  );
}

function ShareBar(props: { share: number }): JSX.Element {
  return (
    <span class="share">
      <span class="share-bar" style={{ width: `${props.share * 100}%` }} />
      <span class="share-text">{showShare(props.share)}</span>
    </span>
  );
}
