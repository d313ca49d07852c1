/** A table: sorted by its headers, as many rows as there are, only those in view in the document. */
import { createVirtualizer } from "@tanstack/solid-virtual";
import { createMemo, createSignal, For, onMount, Show, type JSX } from "solid-js";
import type { TableView } from "../../../cells/mime.ts";
import { formatCount, formatCountOf } from "../format.ts";
import type { RendererProps } from "../renderer.ts";
import { readTable, type Column } from "./columns.ts";
import { nextSorting, sortRows, type Sorting } from "./sort.ts";
import "./table.css";

const ROW_HEIGHT = 28;
/** Columns drawn at most: rows are virtual, columns are not. */
const MOST_COLUMNS = 100;

export default function TableOutput(props: RendererProps): JSX.Element {
  const view = () => props.data as unknown as TableView;
  const table = createMemo(() => readTable(view()));
  const columns = createMemo(() => table().columns.slice(0, MOST_COLUMNS));
  const [sorting, setSorting] = createSignal<Sorting | null>(null);
  const order = createMemo(() => sortRows(table().columns, table().length, sorting()));
  const [scroller, setScroller] = createSignal<HTMLDivElement | null>(null);
  const rows = createVirtualizer({
    get count() {
      return table().length;
    },
    getScrollElement: scroller,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const before = () => rows.getVirtualItems()[0]?.start ?? 0;
  const after = () => rows.getTotalSize() - (rows.getVirtualItems().at(-1)?.end ?? 0);
  const totalWidth = () => `calc(${columns().map(widthOf).join(" + ") || "0px"})`;
  return (
    <div class="output-table">
      <div class="table-scroll" ref={(element) => onMount(() => setScroller(element))} tabindex={0} role="group" aria-label={describe(view(), table().length)}>
        <table aria-rowcount={table().length + 1} style={{ width: totalWidth() }}>
          <colgroup>
            <For each={columns()}>{(column) => <col style={{ width: widthOf(column) }} />}</For>
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <For each={columns()}>
                {(column, index) => (
                  <Header
                    column={column}
                    direction={sorting()?.column === index() ? sorting()!.direction : null}
                    onSort={() => setSorting(nextSorting(sorting(), index()))}
                  />
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <Spacer height={before()} />
            <For each={rows.getVirtualItems()}>
              {(item) => <Row columns={columns()} row={order()[item.index]!} index={item.index} />}
            </For>
            <Spacer height={after()} />
          </tbody>
        </table>
      </div>
      <p class="output-notice">{describe(view(), table().length)}</p>
    </div>
  );
}

/** On a narrow page the next column can be seen, too. */
function widthOf(column: Column): string {
  return `min(${column.width + 4}ch, 60vw)`;
}

function Header(props: { column: Column; direction: Sorting["direction"] | null; onSort(): void }): JSX.Element {
  return (
    <th scope="col" aria-sort={props.direction ?? "none"} data-right={props.column.isRight ? "" : undefined}>
      <button type="button" onClick={() => props.onSort()} title={`${props.column.name}: ${props.column.type}. Press to sort`}>
        <span class="table-name">{props.column.name}</span>
        <span class="table-sort" aria-hidden="true">
          {props.direction === null ? "" : props.direction === "ascending" ? "▲" : "▼"}
        </span>
        <span class="table-type">{props.column.type}</span>
      </button>
    </th>
  );
}

function Row(props: { columns: Column[]; row: number; index: number }): JSX.Element {
  return (
    <tr aria-rowindex={props.index + 2}>
      <For each={props.columns}>
        {(column) => {
          const value = () => column.at(props.row);
          return (
            <td data-right={column.isRight ? "" : undefined} data-null={value() === null ? "" : undefined} title={exact(value(), column)}>
              {column.format(value())}
            </td>
          );
        }}
      </For>
    </tr>
  );
}

function Spacer(props: { height: number }): JSX.Element {
  return (
    <Show when={props.height > 0}>
      <tr class="table-space" aria-hidden="true" style={{ height: `${props.height}px` }} />
    </Show>
  );
}

function exact(value: unknown, column: Column): string {
  return typeof value === "number" && column.type === "number" ? String(value) : column.format(value);
}

function describe(view: TableView, held: number): string {
  const rows = `${formatCountOf(view.rows, "row")}${held < view.rows ? `, the first ${formatCount(held)} shown` : ""}`;
  const columns = view.columns.length;
  return `${rows} × ${formatCountOf(columns, "column")}${columns > MOST_COLUMNS ? `, the first ${MOST_COLUMNS} shown` : ""}`;
}
