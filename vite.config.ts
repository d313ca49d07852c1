/** How the site is served, built and tested. The npm package is built by `.ci/build.mjs`, the command line by `kernel/node/build.mjs`. */
import { playwright } from "@vitest/browser-playwright";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";
import { chromiumArgs, findChromium } from "./.ci/chromium.ts";
import { datasets as shippedFiles } from "./gallery/data.ts";
import { datasets } from "./kernel/site/datasets.ts";
import { site } from "./kernel/site/site.ts";

const excluded = ["**/node_modules/**", "**/dist/**", "**/.cache/**", "notebook/e2e/**"];

/** Static hosts give headers by path, and the kernel's worker needs its own. */
const entryFileNames = ({ facadeModuleId }: { facadeModuleId?: string | null }) =>
  /\/kernel\/[^/]+$/.test(facadeModuleId ?? "") ? "kernel/[name]-[hash].js" : "assets/[name]-[hash].js";

/** Loaded late by the page or first met by a worker: found only then, they would make the page reload under the reader's hands. */
const lateDependencies = [
  "@observablehq/plot",
  "@sveltejs/acorn-typescript",
  "@tanstack/solid-virtual",
  "@uwdata/flechette",
  "acorn",
  "d3",
  "dexie",
  "dompurify",
  "fast-png",
  "fflate",
  "hyparquet",
  "hyparquet-compressors",
  "jpeg-js",
  "katex",
  "marked",
  "monaco-editor/editor/editor.worker.js",
  "typescript6",
  "y-dexie",
  "yjs",
];

export default defineConfig({
  plugins: [
    solid(),
    site({ kernelOrigin: process.env["VITE_KERNEL_ORIGIN"], network: process.env["VITE_KERNEL_NETWORK"]?.split(" ") }),
    datasets(shippedFiles),
  ],
  publicDir: "notebook/public",
  server: {
    host: "127.0.0.1",
    port: 5173,
    watch: { ignored: ["**/.cache/**", "**/dist/**"] },
    warmup: { clientFiles: ["notebook/main.tsx", "notebook/views/notebook/NotebookPage.tsx", "kernel/frame/frame.ts", "kernel/worker.ts"] },
  },
  optimizeDeps: { include: lateDependencies },
  // Readers meet the names of classes: in errors, in previews and in the list of variables.
  worker: { format: "es", rollupOptions: { output: { entryFileNames, keepNames: true } } },
  build: {
    target: "es2023",
    // The page's policy takes fonts and scripts from files only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    // `.size-limit.js` reads from it what a first visit has to load.
    manifest: true,
    rollupOptions: { input: "index.html" },
  },
  test: {
    environment: "node",
    // No test measures time: a slow machine is only slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Nor does one need a processor for itself.
    maxWorkers: "100%",
    // A stall of a shared machine must not pass for a fault of the build; the summary names what needed a second try.
    retry: process.env["CI"] ? 1 : 0,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          setupFiles: [".ci/seed.ts"],
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...excluded, "**/*.browser.test.{ts,tsx}"],
        },
      },
      {
        extends: true,
        // Isolated, as the site is: with shared memory, and so with threads.
        server: { headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" } },
        test: {
          name: "browser",
          include: ["**/*.browser.test.{ts,tsx}"],
          exclude: excluded,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: findChromium(), args: chromiumArgs } }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
