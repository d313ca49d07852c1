/** The budgets in bytes, on what `npm run build` made. A page's files are found by following the imports from its entry. */
import { readFileSync } from "node:fs";

const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));

/** The files that an entry needs before it runs: its chunk, what that imports, and their styles. */
function filesOf(entry, seen = new Set()) {
  const { file, css = [], imports = [] } = manifest[entry];
  if (seen.has(file)) return seen;
  for (const one of [file, ...css]) seen.add(one);
  for (const next of imports) filesOf(next, seen);
  return seen;
}

/** The files of the library that an entry may ever load, each with what it imports. */
function libraryOf(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, next] of readFileSync(`dist/lib/${file}`, "utf8").matchAll(/(?:from|import)\s*\(?\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) libraryOf(next, seen);
  return seen;
}
const tensors = libraryOf("core.js");
const all = libraryOf("index.js");

const page = ["index.html", "notebook/views/notebook/NotebookPage.tsx", "notebook/views/notebook/NotebookView.tsx"].filter((entry) => manifest[entry]);
const files = new Set(page.flatMap((entry) => [...filesOf(entry)]));

export default [
  { name: "a readable, runnable notebook, fonts included", path: ["dist/index.html", ...[...files].map((file) => `dist/${file}`), "dist/assets/*-latin-wght-normal-*.woff2"], limit: "300 kB", gzip: true },
  { name: "the tensors and one WASM binary", path: [...[...tensors].map((file) => `dist/lib/${file}`), "dist/lib/relaxed-threads.wasm"], limit: "150 kB", gzip: true },
  { name: "statistics, quality, anomalies, transforms and tables, with their libraries", path: [...all].filter((file) => !tensors.has(file)).map((file) => `dist/lib/${file}`), limit: "300 kB", gzip: true },
  { name: "one WASM binary", path: "dist/lib/relaxed-threads.wasm", limit: "100 kB", gzip: true },
];
