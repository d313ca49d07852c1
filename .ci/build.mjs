/** `npm run build`: the static site in `dist/`, the npm package in `dist/lib/`, the command line in `dist/cli/`. */
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureBuilt, ensurePackages, execute } from "./prepare.mjs";

ensurePackages();
await ensureBuilt();
execute("npx", ["vite", "build", "--logLevel", "warn"]);
await buildLibrary();
const commandLine = await import("../kernel/node/build.mjs");
await commandLine.ensureBuilt();

/**
 * The tensors as ES modules with the WASM binaries beside them. Not Vite's library mode, which would put the binaries into the code; and a
 * build for servers, because one for pages wraps every late import in a helper that needs a `window`.
 */
async function buildLibrary() {
  const entries = {
    index: "index.ts",
    core: "core.ts",
    ...Object.fromEntries(["anomaly", "quality", "rustorch-wasm", "stats", "table", "transforms"].map((room) => [room, `${room}/index.ts`])),
  };
  const { build } = await import("vite");
  const root = fileURLToPath(new URL("..", import.meta.url));
  await build({
    configFile: false,
    root,
    base: "./",
    publicDir: false,
    logLevel: "warn",
    ssr: { noExternal: true },
    build: {
      ssr: true,
      minify: true,
      outDir: "dist/lib",
      target: "es2022",
      assetsInlineLimit: 0,
      modulePreload: false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, room]) => [name, `ops/${room}`])),
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name][extname]" },
      },
    },
  });
  for (const binary of ["relaxed", "relaxed-threads", "simd", "simd-threads"]) cpSync(`ops/simd/${binary}.wasm`, `dist/lib/${binary}.wasm`);
  const testHelpers = /\/(against-cpu|explained|faulty|teamwork)\.d\.ts$/;
  const isPublished = (path) => !/\.tsbuildinfo$|\.(test|bench)\.d\.ts$|\/(bench|conformance|fixtures)(\/|$)/.test(path) && !testHelpers.test(path);
  for (const room of ["ops", "shaders"]) cpSync(`.cache/types/${room}`, `dist/lib/types/${room}`, { recursive: true, filter: isPublished });
}
