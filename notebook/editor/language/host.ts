/** What TypeScript's language service asks its surroundings for: the options, the files and what imports mean. */
import ts from "typescript6";
import type { CellModule } from "./cells.ts";
import { resolveModule } from "./resolve.ts";

/** Path to text: declarations of the library, of Plot and d3, and TypeScript's own. */
export type TypeFiles = Record<string, string>;

const libFolder = "/node_modules/typescript6/lib/";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ["es2024", "esnext.disposable", "webworker", "webworker.asynciterable"].map((name) => `lib.${name}.d.ts`),
  types: [],
  strict: true,
  // A cell is often a sketch; and cells that use each other in a circle are `any`, not an error.
  noImplicitAny: false,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
};

/** Packages that come by address have no declarations here; what they export is `any`. */
const packages: TypeFiles = { "/packages/ambient.d.ts": 'declare module "npm:*"; declare module "https://*";' };

/** A host over `declarations`, whose cells are whatever `modules` gives at the moment. */
export function createHost(declarations: TypeFiles, modules: () => Map<string, CellModule>): ts.LanguageServiceHost {
  const files = { ...declarations, ...packages };
  const ambient = Object.keys(files).filter((path) => path.endsWith("/ambient.d.ts"));
  const read = (path: string) => modules().get(path)?.text ?? files[path];
  const exists = (path: string) => read(path) !== undefined;
  const texts = new Map<string, { text: string; version: number }>();

  /** A file's version goes up when its text differs from the last time. */
  function version(path: string): string {
    const text = read(path) ?? "";
    const last = texts.get(path);
    if (last?.text === text) return String(last.version);
    const next = (last?.version ?? 0) + 1;
    texts.set(path, { text, version: next });
    return String(next);
  }

  return {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...modules().keys(), ...ambient],
    getScriptVersion: version,
    getScriptSnapshot(path) {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => `${libFolder}lib.es2024.d.ts`,
    fileExists: exists,
    readFile: read,
    resolveModuleNameLiterals: (literals, importer) =>
      literals.map(({ text }) => {
        const path = resolveModule(text, importer, exists);
        return { resolvedModule: path ? { resolvedFileName: path, extension: extensionOf(path) } : undefined };
      }),
  };
}

const extensionOf = (path: string) => (path.endsWith(".d.ts") ? ts.Extension.Dts : ts.Extension.Ts);
