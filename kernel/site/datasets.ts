/** Vite plugin: ships data files of npm packages with the site, under `/data/`. Which files, its caller says. */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** @param files name under `/data/` -> path inside `node_modules`, e.g. `vega-datasets/data/seattle-weather.csv` */
export function datasets(files: Record<string, string>): Plugin {
  return {
    name: "tessera:datasets",
    configureServer(server) {
      server.middlewares.use("/data", (request, response, next) => {
        const source = files[decodeURIComponent(request.url?.slice(1).split("?")[0] ?? "")];
        if (!source) return next();
        response.setHeader("content-type", source.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8");
        createReadStream(pathOf(source)).on("error", next).pipe(response);
      });
    },
    async generateBundle() {
      if (this.environment.name !== "client") return;
      for (const [name, source] of Object.entries(files)) {
        this.emitFile({ type: "asset", fileName: `data/${name}`, source: await readFile(pathOf(source)) });
      }
    },
  };
}

const pathOf = (source: string) => fileURLToPath(new URL(`../../node_modules/${source}`, import.meta.url));
