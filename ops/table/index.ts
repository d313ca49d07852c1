/** Tables: named columns over tensors with nulls. */
import "../methods.ts"; // for the tensors that come from here

export type { Aggregation, SummaryName } from "./aggregate.ts";
export { Column, type ColumnType, type ColumnValue, type ColumnValues } from "./column.ts";
export { table, type ColumnData, type TableOptions } from "./create.ts";
export type { JoinOptions } from "./join.ts";
export type { PivotOptions, UnpivotOptions } from "./pivot.ts";
export { parseTable, readTable } from "./read/index.ts";
export type { ReadOptions, ReadProgress, SourceOptions, TableFormat } from "./read/options.ts";
export type { TableSource } from "./read/source.ts";
export type { Row } from "./row.ts";
export { Table, type Filter, type GroupedTable, type RowObject, type SortBy, type WindowOptions } from "./table.ts";
export type { Frame, WindowFunction } from "./window.ts";
export type { ArrowOptions } from "./write/arrow.ts";
export type { CsvOptions } from "./write/csv.ts";
