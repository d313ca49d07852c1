/** Statistics: what a sample, a table's column or a tensor says in a few numbers, and how sure that is. */
export { autocorrelation } from "./autocorrelation.ts";
export type { NullOptions, NullPolicy } from "./nulls.ts";
export * from "./summary.ts";
