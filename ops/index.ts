/** The public surface: what `import ... from "tessera"` gives, and what is in scope in every cell. */
export * from "./core.ts";
export * as anomaly from "./anomaly/index.ts";
export * as quality from "./quality/index.ts";
export * as stats from "./stats/index.ts";
export * from "./table/index.ts";
export * as transforms from "./transforms/index.ts";
