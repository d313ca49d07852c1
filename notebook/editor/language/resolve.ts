/** Which file does an import mean? The worker has no disk: every file is a path and a text. */

/** What the notebook's own names for modules stand for. */
const modules: Record<string, string> = {
  tessera: "/.cache/types/ops/index.d.ts",
  "rustorch-wasm": "/.cache/types/ops/rustorch-wasm/index.d.ts",
  "@observablehq/plot": "/node_modules/@observablehq/plot/src/index.d.ts",
};

/** The file that `specifier` means when `importer` imports it, or undefined when there is none. */
export function resolveModule(specifier: string, importer: string, exists: (path: string) => boolean): string | undefined {
  const known = modules[specifier] ?? `/node_modules/@types/${specifier}/index.d.ts`;
  const path = specifier.startsWith(".") ? new URL(specifier, `file://${importer}`).pathname : known;
  const stem = path.replace(/(?:\.d)?\.[cm]?[jt]s$/, "");
  return [path, `${stem}.d.ts`, `${path}.ts`, `${path}.d.ts`, `${path}/index.d.ts`].find(exists);
}
