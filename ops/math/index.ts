/** The mathematical functions. */
export * from "./arithmetic.ts";
export * from "./bitwise.ts";
export * from "./comparison.ts";
export * from "./cumulative.ts";
export * from "./functions.ts";
export * from "./indexing.ts";
export * from "./join.ts";
export * from "./manipulation.ts";
export * from "./mask.ts";
export * from "./matmul.ts";
export * from "./order.ts";
export * from "./reduce.ts";
export * from "./slice.ts";
export * from "./special.ts";
export * from "./trigonometry.ts";
