/**
 * TypeScript's language service over a notebook: strings and offsets in, plain values out, so that it runs in a worker and in a
 * test alike. Offsets are those of the cell's own text, in UTF-16 units.
 */
import ts from "typescript6";
import { cellIdOf, fileNameOf, toModules, type CellModule, type CellSource } from "./cells.ts";
import { completionDetails, completionsAt } from "./completions.ts";
import { semanticDiagnostics, syntaxDiagnostics } from "./diagnostics.ts";
import { formatEdits } from "./format.ts";
import { createHost, type TypeFiles } from "./host.ts";
import { hoverAt, signaturesAt } from "./hints.ts";
import { createNameReader } from "./names.ts";
import type { CellSpan } from "./results.ts";

export type LanguageService = ReturnType<typeof createLanguageService>;

/** What each question needs: the service, and a cell's text and where it starts in its module. */
export interface CellView extends CellModule {
  service: ts.LanguageService;
  /** A span of a module as a span of a cell's own text; undefined outside the cells' texts. */
  spanOf(fileName: string, span: ts.TextSpan): CellSpan | undefined;
}

/** A service without cells. `files` are the declarations that cells may use. */
export function createLanguageService(files: TypeFiles) {
  const readNames = createNameReader();
  let cells: CellSource[] = [];
  let modules = new Map<string, CellModule>();
  const service = ts.createLanguageService(createHost(files, () => modules));

  function setCells(next: CellSource[]): void {
    cells = next;
    const names = readNames(cells.map(({ source }) => source));
    modules = new Map(toModules(cells, names).map((module) => [module.fileName, module]));
  }

  function spanOf(fileName: string, { start, length }: ts.TextSpan): CellSpan | undefined {
    const cell = cellIdOf(fileName);
    const prefix = modules.get(fileName)?.prefix.length ?? 0;
    return cell === undefined || start < prefix ? undefined : { cell, start: start - prefix, length };
  }

  /** Asks `question` about a cell; `missing` when the cell was deleted meanwhile. */
  function about<Args extends unknown[], Result>(question: (cell: CellView, ...args: Args) => Result, missing: Result) {
    return (cellId: string, ...args: Args): Result => {
      const module = modules.get(fileNameOf(cellId));
      return module ? question({ ...module, service, spanOf }, ...args) : missing;
    };
  }

  return {
    /** The code cells in document order. */
    setCells,
    /** One cell's text, newer than the last `setCells`. An unknown cell is added below the others. */
    setSource(id: string, source: string): void {
      const known = cells.some((cell) => cell.id === id);
      setCells(known ? cells.map((cell) => (cell.id === id ? { id, source } : cell)) : [...cells, { id, source }]);
    },
    syntax: about(syntaxDiagnostics, []),
    semantics: about(semanticDiagnostics, []),
    completions: about(completionsAt, []),
    completionDetails: about(completionDetails, undefined),
    hover: about(hoverAt, undefined),
    signatures: about(signaturesAt, undefined),
    definitions: about((cell, offset: number): CellSpan[] => {
      const found = cell.service.getDefinitionAtPosition(cell.fileName, cell.prefix.length + offset) ?? [];
      return found.flatMap(({ fileName, textSpan }) => cell.spanOf(fileName, textSpan) ?? []);
    }, []),
    format: about(formatEdits, []),
  };
}
