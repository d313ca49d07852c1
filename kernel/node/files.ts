/** Files and packages of a notebook that runs in Node: what a browser would fetch is read from disk. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const TYPES: Record<string, string> = { ".csv": "text/csv", ".json": "application/json", ".txt": "text/plain", ".wasm": "application/wasm" };

/**
 * `fetch` that reads relative addresses from the first of the folders that has the file, and passes the others on.
 *
 * @param folders the notebook's own, then that of the data shipped with the package
 */
export function fetchFrom(folders: readonly string[]): typeof fetch {
  return async (input, init) => {
    if (typeof input !== "string" || /^[a-z][a-z0-9+.-]*:/i.test(input)) return fetch(input, init);
    const path = decodeURIComponent(input.replace(/[?#].*$/, "")).replace(/^\/+/, "");
    const file = folders.map((folder) => join(folder, path)).find((candidate) => existsSync(candidate));
    if (!file) return new Response(`not found: ${path}`, { status: 404, statusText: "Not Found" });
    return new Response(await readFile(file), { headers: { "content-type": TYPES[extname(file)] ?? "application/octet-stream" } });
  };
}

/**
 * The address of an installed package, as `import` in the notebook's folder would find it.
 *
 * @param specifier e.g. `d3@7` or `@scope/name@1.2/file.js`; the version is the installed one
 * @throws when the package is not installed there
 */
export function resolvePackage(specifier: string, folder: string): string {
  const [, name, path = ""] = /^((?:@[^/@]+\/)?[^/@]+)(?:@[^/]+)?(\/.*)?$/.exec(specifier) ?? [];
  if (!name) throw new Error(`not a package name: ${specifier}`);
  const require = createRequire(join(resolve(folder), "notebook.js"));
  const home = (require.resolve.paths(name) ?? []).map((place) => join(place, name)).find((place) => existsSync(join(place, "package.json")));
  if (!home) throw new Error(`package is not installed: ${name}; run npm install ${specifier.slice(0, specifier.length - path.length)} in ${folder}`);
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { exports?: unknown; module?: string; main?: string };
  const exported = target(entry(manifest.exports, path ? `.${path}` : "."));
  const file = exported ?? (path ? `.${path}` : (manifest.module ?? manifest.main ?? "index.js"));
  return pathToFileURL(join(home, file)).href;
}

/** What `exports` says of one entry: the whole of it when it has no entries. */
function entry(exports: unknown, path: string): unknown {
  if (typeof exports !== "object" || exports === null || Array.isArray(exports)) return path === "." ? exports : undefined;
  const hasEntries = Object.keys(exports).some((key) => key.startsWith("."));
  if (!hasEntries) return path === "." ? exports : undefined;
  return (exports as Record<string, unknown>)[path];
}

/** The file behind the conditions that hold for an import in Node. */
function target(entry: unknown): string | undefined {
  if (typeof entry === "string") return entry;
  if (Array.isArray(entry)) return entry.map(target).find(Boolean);
  if (typeof entry !== "object" || entry === null) return undefined;
  for (const [condition, value] of Object.entries(entry)) {
    const found = ["node", "import", "module-sync", "default"].includes(condition) ? target(value) : undefined;
    if (found) return found;
  }
  return undefined;
}
