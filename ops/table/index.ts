/** Tables: named columns over tensors with nulls. */
export * from "./column.ts";
export * from "./create.ts";
export * from "./table.ts";
