/** The mathematical functions. */
export * from "./arithmetic.ts";
export * from "./comparison.ts";
export * from "./functions.ts";
export * from "./join.ts";
export * from "./manipulation.ts";
export * from "./matmul.ts";
export * from "./reduce.ts";
export * from "./slice.ts";
