/** A small table whose columns sort. Rows are drawn in place, so that numbers may change twice a second without a new table. */
import { createMemo, createSignal, For, Index, Show, type JSX } from "solid-js";
import { showCount } from "./numbers.ts";

export interface Column<Row> {
  title: string;
  /** What the column sorts by. */
  value(row: Row): number | string | null;
  /** What stands in the cell. Default: the value. */
  show?(row: Row): JSX.Element;
  /** Numbers stand at the right. Default false. */
  isNumber?: boolean;
  /** Exact, for those who point at it. */
  hint?(row: Row): string | undefined;
}

export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** The column that it is sorted by at first, the greatest on top. Default: the order of the rows. */
  sortedBy?: string;
  isSelected?(row: Row): boolean;
}

/** Rows in the document at most. */
const MOST = 200;

export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  const [sorting, setSorting] = createSignal<{ title: string; descending: boolean } | null>(props.sortedBy === undefined ? null : { title: props.sortedBy, descending: true });
  const sorted = createMemo(() => {
    const by = sorting();
    const column = props.columns.find(({ title }) => title === by?.title);
    if (!by || !column) return props.rows;
    const sign = by.descending ? -1 : 1;
    return props.rows.toSorted((a, b) => sign * compare(column.value(a), column.value(b)));
  });
  const sort = ({ title, isNumber = false }: Column<Row>) => setSorting((by) => (by?.title === title ? { title, descending: !by.descending } : { title, descending: isNumber }));
  const direction = (title: string) => (sorting()?.title !== title ? "none" : sorting()!.descending ? "descending" : "ascending");
  return (
    <div class="data-table" tabindex={0} role="group" aria-label={props.label}>
      <table>
        <thead>
          <tr>
            <For each={props.columns}>
              {(column) => (
                <th scope="col" aria-sort={direction(column.title)} classList={{ number: column.isNumber }}>
                  <button type="button" onClick={() => sort(column)}>
                    {column.title}
                    <span aria-hidden="true">{{ none: "", ascending: " ▲", descending: " ▼" }[direction(column.title)]}</span>
                  </button>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <Index each={sorted().slice(0, MOST)}>
            {(row) => (
              <tr classList={{ selected: props.isSelected?.(row()) }}>
                <For each={props.columns}>
                  {(column) => (
                    <td classList={{ number: column.isNumber }} title={column.hint?.(row())}>
                      {column.show ? column.show(row()) : column.value(row())}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
      <Show when={props.rows.length > MOST}>
        <p class="data-table-more">… and {showCount(props.rows.length - MOST)} more</p>
      </Show>
    </div>
  );
}

/** Nothing comes last in either direction of numbers: it is the least. */
function compare(a: number | string | null, b: number | string | null): number {
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b, "en", { numeric: true });
  return Number(a ?? -Infinity) - Number(b ?? -Infinity) || 0;
}
