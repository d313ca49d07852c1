/**
 * The declarations that cells can use, as text: TypeScript's own, the library's, Plot's and d3's. A chunk of its own, fetched by the
 * language worker alone. The library's come from `tsc -b`, which writes them to `.cache/types`.
 */
import type { TypeFiles } from "./host.ts";

export const typeFiles: TypeFiles = {
  ...import.meta.glob<string>(
    [
      "/node_modules/typescript6/lib/lib.es{5,2015,2016,2017,2018,2019,2020,2021,2022,2023,2024}*.d.ts",
      "/node_modules/typescript6/lib/lib.{decorators,decorators.legacy,esnext.disposable,webworker,webworker.asynciterable}.d.ts",
      "!/node_modules/typescript6/lib/*.full.d.ts",
    ],
    { eager: true, query: "?raw", import: "default" },
  ),
  ...import.meta.glob<string>("/node_modules/@types/{d3,d3-*,geojson}/index.d.ts", { eager: true, query: "?raw", import: "default", exhaustive: true }),
  ...import.meta.glob<string>("/node_modules/@observablehq/plot/src/**/*.d.ts", { eager: true, query: "?raw", import: "default" }),
  ...import.meta.glob<string>(["/.cache/types/ops/**/*.d.ts", "!**/*.test.d.ts", "!**/{bench,conformance}/**"], { eager: true, query: "?raw", import: "default" }),
  ...import.meta.glob<string>("/kernel/ambient.d.ts", { eager: true, query: "?raw", import: "default" }),
};
