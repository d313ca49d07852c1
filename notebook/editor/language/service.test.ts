/** The language of a notebook: types that flow from cell to cell, and errors where the reader wrote them. */
import { beforeAll, describe, expect, it } from "vitest";
import type { CellSource } from "./cells.ts";
import type { TypeFiles } from "./host.ts";
import { createLanguageService, type LanguageService } from "./service.ts";
import { typeFiles } from "./types.ts";

/** A small library in the place of ours, so that these tests stand on their own. */
const library: TypeFiles = {
  "/.cache/types/ops/index.d.ts": 'export { Tensor, tensor } from "./tensor.ts";',
  "/.cache/types/ops/tensor.d.ts": `export declare class Tensor {
    readonly shape: number[];
    /** Multiplies matrices. */
    matmul(other: Tensor): Tensor;
  }
  /** Makes a tensor. @param data nested arrays */
  export declare function tensor(data: number[], options?: { dtype: string }): Tensor;`,
  "/kernel/ambient.d.ts": `import type * as tessera from "tessera";
  declare global { const tensor: typeof tessera.tensor; function display(value: unknown): void; }`,
};

let service: LanguageService;
beforeAll(() => {
  const others = Object.entries(typeFiles).filter(([path]) => !path.startsWith("/.cache/") && !path.startsWith("/kernel/"));
  service = createLanguageService({ ...Object.fromEntries(others), ...library });
});

/** Cells named a, b, c... A `|` in the last asked-for one marks an offset. */
function notebook(...sources: string[]): CellSource[] {
  const cells = sources.map((source, at) => ({ id: "abcdef"[at]!, source: source.replace("|", "") }));
  service.setCells(cells);
  return cells;
}
const problems = (cell: string) => [...service.syntax(cell), ...service.semantics(cell)].map(({ code, message }) => `${code}: ${message}`);
const names = (cell: string, source: string) => service.completions(cell, source.indexOf("|")).map(({ name }) => name);

describe("types between cells", () => {
  it("flow from a cell to the next", () => {
    const use = "rows[0].day|";
    notebook("const rows = [{ day: new Date(), rain: 1 }];", use);
    expect(service.hover("b", use.indexOf("|") - 1)?.code).toBe("(property) day: Date");
    expect(problems("b")).toEqual([]);
  });

  it("report a wrong type at its own place in its own cell", () => {
    const wrong = "\n  const total: string = rain;";
    notebook("let rain = 3;", "// nothing here", wrong);
    expect(service.semantics("c")).toMatchObject([{ severity: "error", code: 2322, start: wrong.indexOf("total"), length: "total".length }]);
    expect(problems("a")).toEqual([]);
  });

  it("carry interfaces, type aliases, enums and classes as well as values", () => {
    notebook("interface Row { day: string }\ntype Rows = Row[];\nenum Kind { Wet, Dry }\nclass Station { rows: Rows = [] }", "const station = new Station(); const rows: Rows = station.rows; const kind: Kind = Kind.Wet; rows[0]!.day.trim();");
    expect(problems("b")).toEqual([]);
  });

  it("come from the last cell above that declares the name, and else from one below", () => {
    notebook("const x = 1", "const x = 'text'", "x.toUpperCase(); later.toFixed()", "const x = true; const later = 2");
    expect(problems("c")).toEqual([]);
    expect(service.hover("c", 0)?.code).toBe('const x: "text"');
  });

  it("see names that were destructured, imported or exported elsewhere", () => {
    notebook("export const [first, { second = 'b', ...rest }] = [1, { second: 'a', third: true }]; import { tensor as make } from 'tessera'", "first.toFixed(); second.trim(); rest.third; make([1]).shape");
    expect(problems("a")).toEqual([]);
    expect(problems("b")).toEqual([]);
  });

  it("survive a cell that is only half typed", () => {
    const half = "function f() { if (rows.|";
    notebook("const rows = [1, 2];", half, "f(); rows.length");
    expect(names("b", half)).toContain("map");
    expect(problems("c")).toEqual([]);
  });

  it("may go in a circle", () => {
    notebook("let a = b + 1", "let b = a + 1");
    expect(problems("a")).toEqual([]);
  });
});

describe("a notebook's own rules", () => {
  it("let two cells declare the same const", () => {
    notebook("const x = 1", "const x = 2");
    expect([...problems("a"), ...problems("b")]).toEqual([]);
  });
  it("let a later cell assign", () => {
    notebook("let x = 1", "x = 2; x++; x += 1");
    expect(problems("b")).toEqual([]);
  });
  it("allow await and a bare expression at the top level", () => {
    notebook("const text = await (await fetch('data.csv')).text();\ntext.length");
    expect(problems("a")).toEqual([]);
  });
  it("let a cell use names that the worker has too", () => {
    notebook("const name = 1, location = 2, close = 3, status = 4", "name + location + close + status");
    expect([...problems("a"), ...problems("b")]).toEqual([]);
  });
  it("take npm packages as they come", () => {
    notebook("import confetti from 'npm:canvas-confetti@1.9.3'; confetti({ anything: 1 })", "confetti.more");
    expect([...problems("a"), ...problems("b")]).toEqual([]);
  });
  it("still refuse a name that nobody declares", () => {
    notebook("missing + 1");
    expect(problems("a")).toEqual(["2304: Cannot find name 'missing'."]);
  });
  it("report a syntax error without checking types", () => {
    notebook("const x = (1;");
    expect(service.syntax("a")).toMatchObject([{ code: 1005, start: "const x = (1".length }]);
  });
});

describe("help while typing", () => {
  it("completes methods of tensors that another cell made, with their documentation", () => {
    const use = "w.|";
    notebook("const w = tensor([1, 2])", use);
    expect(names("b", use)).toEqual(expect.arrayContaining(["matmul", "shape"]));
    expect(service.completionDetails("b", use.indexOf("|"), "matmul")).toEqual({
      code: "(method) Tensor.matmul(other: Tensor): Tensor",
      documentation: "Multiplies matrices.",
    });
  });

  it("completes names of other cells and of the library without an import", () => {
    const use = "|";
    notebook("const weather = 1", use);
    expect(names("b", use)).toEqual(expect.arrayContaining(["weather", "tensor", "display"]));
  });

  it("completes in a text newer than the notebook's", () => {
    notebook("const w = tensor([1, 2])", "");
    service.setSource("b", "w.sh");
    expect(service.completions("b", 4).map(({ name }) => name)).toContain("shape");
  });

  it("shows the signature of a call with the parameter at the cursor", () => {
    const call = "tensor([1], |)";
    notebook(call);
    const help = service.signatures("a", call.indexOf("|"));
    expect(help?.activeParameter).toBe(1);
    expect(help?.items[0]).toMatchObject({ code: "tensor(data: number[], options?: { dtype: string; }): Tensor", documentation: "Makes a tensor." });
    expect(help?.items[0]?.parameters[0]).toEqual({ code: "data: number[]", documentation: "nested arrays" });
  });

  it("knows Plot and d3", () => {
    const use = "import * as Plot from '@observablehq/plot'; import * as d3 from 'd3'; const mean = d3.mean([1])?.toFixed(); Plot.|";
    notebook(use);
    expect(names("a", use)).toEqual(expect.arrayContaining(["plot", "lineY", "rectY"]));
    notebook(use.replace("Plot.|", "Plot.dot([1], { x: 1 }).plot()"));
    expect(problems("a")).toEqual([]);
  });
});

describe("moving and changing", () => {
  it("finds a definition in another cell", () => {
    notebook("// first\nfunction clean(x: number) { return x }", "clean(1)");
    expect(service.definitions("b", 1)).toEqual([{ cell: "a", start: 18, length: 5 }]);
  });

  it("lays out a cell without touching anything else", () => {
    const [cell] = notebook("const   x={a:1}");
    const edits = service.format("a", 2).toSorted((one, other) => other.start - one.start);
    const text = edits.reduce((source, { start, length, text }) => source.slice(0, start) + text + source.slice(start + length), cell!.source);
    expect(text).toBe("const x = { a: 1 }");
  });

  it("answers nothing about a cell that is gone", () => {
    notebook("1");
    expect(service.completions("gone", 0)).toEqual([]);
    expect(service.hover("gone", 0)).toBeUndefined();
  });
});

describe("the library itself", () => {
  it("is known in every cell, with the worker's own names, Plot and d3", () => {
    const real = createLanguageService(typeFiles);
    const use = "display(Plot.plot({ marks: [Plot.dot([{ a: d3.sum([1]) }], { x: 'a' })] })); x.";
    real.setCells([
      { id: "a", source: "const x = tensor([[1, 2], [3, 4]]).add(1).matmul(ones([2, 2]));\nconst text: string = await x.item();" },
      { id: "b", source: use },
    ]);
    expect(real.semantics("a").map(({ message }) => message)).toEqual(["Type 'number' is not assignable to type 'string'."]);
    expect(real.semantics("b")).toEqual([]);
    expect(real.completions("b", use.length).map(({ name }) => name)).toEqual(expect.arrayContaining(["matmul", "sum", "reshape"]));
  });
});
