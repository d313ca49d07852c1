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

/** The tensors as ES modules with the WASM binaries beside them. Not Vite's library mode, which would put the binaries into the code. */
async function buildLibrary() {
  const { build } = await import("vite");
  const root = fileURLToPath(new URL("..", import.meta.url));
  await build({
    configFile: false,
    root,
    base: "./",
    publicDir: false,
    logLevel: "warn",
    build: {
      outDir: "dist/lib",
      target: "es2022",
      assetsInlineLimit: 0,
      modulePreload: false,
      rollupOptions: {
        input: { index: "ops/index.ts" },
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name][extname]" },
      },
    },
  });
  const isPublished = (path) => !/\.tsbuildinfo$|\.(test|bench)\.d\.ts$|\/(bench|conformance|fixtures)(\/|$)/.test(path);
  for (const room of ["ops", "shaders"]) cpSync(`.cache/types/${room}`, `dist/lib/types/${room}`, { recursive: true, filter: isPublished });
}
