import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { toCell, type Notebook } from "../notebook.ts";
import { anyNotebook } from "./arbitrary.ts";
import { NotebookFormatError } from "./error.ts";
import { readIpynb, writeIpynb } from "./ipynb.ts";
import { findSchemaFaults } from "./schema-check.ts";

/** A file with these cells, as another program would write it. */
function file(cells: unknown[], more: object = {}): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells, ...more });
}
const code = (more: object = {}) => ({ cell_type: "code", id: "a", metadata: {}, source: "", outputs: [], execution_count: null, ...more });
const readOutput = (output: object) => readIpynb(file([code({ outputs: [output] })]));
const parse = (text: string) => JSON.parse(text) as JsonObject & { cells: JsonObject[] };
const rewritten = (text: string) => parse(writeIpynb(readIpynb(text).notebook));

function refusal(text: string): NotebookFormatError {
  try {
    readIpynb(text);
  } catch (error) {
    if (error instanceof NotebookFormatError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("any notebook", () => {
  const kernel = { kernelspec: expect.anything(), language_info: expect.anything() };
  const named = ({ metadata }: Notebook) => ("kernelspec" in metadata ? metadata : { ...metadata, ...kernel });

  it.each([{ compact: false }, { compact: true }])("comes back as it was (%o)", (options) => {
    fc.assert(
      fc.property(anyNotebook, (notebook) => {
        const { notebook: back, repairs } = readIpynb(writeIpynb(notebook, options));
        expect(back.cells).toEqual(notebook.cells);
        expect(back.metadata).toEqual(named(notebook));
        expect(repairs).toEqual([]);
      }),
    );
  });

  it("is written so that nbformat 4.5's schema accepts it", () => {
    fc.assert(
      fc.property(anyNotebook, (notebook) => {
        expect(findSchemaFaults(parse(writeIpynb(notebook)))).toEqual([]);
      }),
    );
  });

  it("leaves outputs and counts behind when asked, and nothing else", () => {
    fc.assert(
      fc.property(anyNotebook, (notebook) => {
        const back = readIpynb(writeIpynb(notebook, { outputs: false })).notebook;
        expect(back.cells).toEqual(notebook.cells.map((cell) => ({ ...cell, outputs: [], executionCount: null })));
      }),
    );
  });
});

describe("what Jupyter wrote", () => {
  it("reads text that is one string or a list of lines", () => {
    const { cells } = readIpynb(file([code({ source: ["let a;\n", "a"] }), code({ id: "b", source: "let a;\na" })])).notebook;
    expect(cells.map((cell) => cell.source)).toEqual(["let a;\na", "let a;\na"]);
  });

  it("writes lists of lines, each with its line end, in a text that ends with one", () => {
    const text = writeIpynb({ cells: [toCell({ source: "let a;\na\n" })], metadata: {} });
    expect(parse(text).cells[0]?.source).toEqual(["let a;\n", "a\n"]);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("turns a Windows file's line ends in a cell into line feeds, and leaves those of outputs", () => {
    const outputs = [{ output_type: "stream", name: "stdout", text: "10 %\r20 %\r\n" }];
    const [cell] = readIpynb(`\uFEFF${file([code({ source: "a\r\nb\rc", outputs })])}`).notebook.cells;
    expect(cell?.source).toBe("a\nb\nc");
    expect(cell?.outputs).toEqual([{ type: "stream", name: "stdout", text: "10 %\r20 %\r\n" }]);
  });

  it("keeps what it doesn't understand", () => {
    const bundle = {
      "application/vnd.plotly.v1+json": { data: [["x"], 1] },
      "chemical/x-pdb": ["ATOM\n", "END"],
      "application/json": ["a", "b"],
    };
    const cells = [
      code({
        metadata: {
          tags: ["keep"],
          collapsed: true,
          jupyter: { source_hidden: true },
          execution: { "iopub.status.busy": "2026-01-01" },
          other: [1],
        },
        outputs: [{ output_type: "display_data", data: bundle, metadata: { width: 3 } }],
      }),
      { cell_type: "raw", id: "b", metadata: { format: "text/latex" }, source: "\\x", attachments: { "a.png": { "image/png": "AAAA" } } },
    ];
    const metadata = { kernelspec: { name: "deno", display_name: "Deno" }, authors: [{ name: "Ada" }], custom: { deep: [null] } };
    const back = rewritten(file(cells, { metadata }));
    expect(back.metadata).toEqual(metadata);
    expect(back.cells[0]).toMatchObject({ metadata: cells[0]?.metadata });
    expect(back.cells[0]?.outputs).toEqual([
      { output_type: "display_data", metadata: { width: 3 }, data: { ...bundle, "chemical/x-pdb": ["ATOM\n", "END"] } },
    ]);
    expect(back.cells[1]).toEqual(cells[1]);
  });

  it.each(["tessera", "deno", "deno-no-tsx", "tslab", "jslab", "javascript", "typescript"])("runs notebooks of the %s kernel", (name) => {
    expect(readIpynb(file([], { metadata: { kernelspec: { name, display_name: name } } })).warnings).toEqual([]);
  });

  it("says that another language's cells can't run, and keeps its kernel", () => {
    const metadata = { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } };
    const { notebook, warnings } = readIpynb(file([code({ source: "print(1)" })], { metadata }));
    expect(warnings).toEqual(["the code cells are written in python: they open here but can't run"]);
    expect(notebook.cells[0]?.source).toBe("print(1)");
    expect(parse(writeIpynb(notebook)).metadata).toEqual(metadata);
  });

  it("names our kernel in a notebook that names none", () => {
    const back = rewritten(file([]));
    expect(back.metadata).toMatchObject({ kernelspec: { name: "tessera" }, language_info: { name: "typescript" } });
  });
});

describe("outputs", () => {
  it("are the four kinds of Jupyter under our names", () => {
    const outputs = [
      { output_type: "stream", name: "stderr", text: ["a\n", "b"] },
      { output_type: "display_data", data: { "image/png": "iVBORw0KGgo=" }, metadata: {} },
      { output_type: "execute_result", data: { "text/plain": "4" }, metadata: {}, execution_count: 7 },
      { output_type: "error", ename: "TypeError", evalue: "x is not a function", traceback: ["a", "b"] },
    ];
    const text = file([code({ outputs, execution_count: 7 })]);
    expect(readIpynb(text).notebook.cells[0]?.outputs).toEqual([
      { type: "stream", name: "stderr", text: "a\nb" },
      { type: "display_data", data: { "image/png": "iVBORw0KGgo=" }, metadata: {} },
      { type: "execute_result", data: { "text/plain": "4" }, metadata: {}, executionCount: 7 },
      { type: "error", name: "TypeError", message: "x is not a function", traceback: ["a", "b"] },
    ]);
    expect(rewritten(text).cells[0]?.outputs).toEqual(outputs);
  });

  it("carry typed arrays as base64", () => {
    const values = { packed: "float32" as const, bytes: new Uint8Array(new Float32Array([1.5, Number.NaN]).buffer) };
    const data = { "application/vnd.tessera.tensor+json": { shape: [2], values } };
    const text = writeIpynb({ cells: [toCell({ outputs: [{ type: "display_data", data, metadata: {} }] })], metadata: {} });
    expect(text).toContain('"base64": "AADAPwAAwH8="');
    expect(readIpynb(text).notebook.cells[0]?.outputs).toEqual([{ type: "display_data", data, metadata: {} }]);
  });

  it.each([
    { packed: "float32", base64: "AAAA" },
    { packed: "float32", base64: "not base64!" },
    { packed: "complex64", base64: "AAAAAAAA" },
    { packed: "uint8", base64: "AAAA", more: 1 },
  ])("leave what only resembles a typed array as it is: %o", (values) => {
    const data = { "application/vnd.tessera.tensor+json": { values } };
    expect(readOutput({ output_type: "display_data", data, metadata: {} }).notebook.cells[0]?.outputs[0]).toMatchObject({ data });
  });

  it("of an unknown kind stay in the file, in a form that other programs accept", () => {
    const strange = { output_type: "hologram", rays: [1, 2] };
    const { notebook, repairs } = readOutput(strange);
    expect(repairs).toEqual(["an output of an unknown kind: kept in the metadata"]);
    const back = parse(writeIpynb(notebook));
    expect(findSchemaFaults(back)).toEqual([]);
    expect(back.cells[0]?.outputs).toMatchObject([{ output_type: "display_data", metadata: { tessera: { unrecognized: strange } } }]);
  });

  it("leave an error's location to its traceback", () => {
    const kept = { type: "error" as const, name: "Error", message: "no", traceback: ["cell-1.ts:2:3"] };
    const error = { ...kept, location: { line: 2, column: 3 } };
    const text = writeIpynb({ cells: [toCell({ outputs: [error] })], metadata: {} });
    expect(findSchemaFaults(parse(text))).toEqual([]);
    expect(readIpynb(text).notebook.cells[0]?.outputs).toEqual([kept]);
  });
});

describe("repairs", () => {
  it("give ids to the cells of formats before 4.5, which had none", () => {
    const bare = { cell_type: "markdown", metadata: {}, source: "hi" };
    const { notebook, repairs } = readIpynb(file([bare, bare], { nbformat_minor: 2 }));
    expect(new Set(notebook.cells.map((cell) => cell.id)).size).toBe(2);
    expect(repairs).toEqual([]);
  });

  it("give new ids for missing, twice used and impossible ones, keep the first, and say so", () => {
    const ids = ["a", "a", "b c", undefined, "x".repeat(65), 7, "b"];
    const { notebook, repairs } = readIpynb(file(ids.map((id) => code({ id }))));
    const found = notebook.cells.map((cell) => cell.id);
    expect(found[0]).toBe("a");
    expect(found[6]).toBe("b");
    expect(new Set(found).size).toBe(7);
    expect(findSchemaFaults(parse(writeIpynb(notebook)))).toEqual([]);
    expect(repairs).toEqual([
      "a cell with the id of an earlier cell: given a new one",
      "a cell with an id outside the format's alphabet: given a new one (3 times)",
      "a cell without an id: given a new one",
    ]);
  });

  it.each<[string, Json, JsonObject]>([
    ["tags", ["a", "a", "b,c", 3], { tags: ["a"] }],
    ["tags", "a", {}],
    ["collapsed", "yes", {}],
    ["scrolled", "auto", { scrolled: "auto" }],
    ["name", "", {}],
    ["jupyter", [], {}],
    ["execution", { busy: "now", idle: 3 }, { execution: { busy: "now" } }],
  ])("make a cell's %s valid: %j", (key, value, expected) => {
    const { notebook, repairs } = readIpynb(file([code({ metadata: { [key]: value } })]));
    expect(notebook.cells[0]?.metadata).toEqual(expected);
    expect(repairs).toHaveLength(JSON.stringify(expected[key]) === JSON.stringify(value) ? 0 : 1);
    expect(findSchemaFaults(parse(writeIpynb(notebook)))).toEqual([]);
  });

  it("leave a faulty file valid and its text unharmed, whatever is wrong with it", () => {
    const cells = [
      { cell_type: "code", source: "kept 1" },
      { cell_type: "code", source: "kept 2", outputs: {}, metadata: [], execution_count: 1.5, attachments: {} },
      { cell_type: "markdown", source: ["kept 3"], outputs: [], attachments: { a: { "image/png": 3 }, b: 4 } },
      { cell_type: "slide", source: "kept 4" },
      { cell_type: "code", source: { not: "text" }, outputs: [3, {}, { output_type: "stream" }, { output_type: "error" }] },
      { cell_type: "code", source: "kept 5", outputs: [{ output_type: "execute_result", data: { "text/plain": 4 }, transient: {} }] },
      "not a cell",
    ];
    const metadata = { title: 3, kernelspec: { name: "deno" }, language_info: { version: 1 }, orig_nbformat: "3", authors: "me" };
    const { notebook, repairs } = readIpynb(file(cells, { metadata, extra: 1 }));
    const text = writeIpynb(notebook);
    expect(findSchemaFaults(parse(text))).toEqual([]);
    for (const kept of ["kept 1", "kept 2", "kept 3", "kept 4", "kept 5"]) expect(text).toContain(kept);
    expect(repairs.length).toBeGreaterThan(10);
    expect(readIpynb(text).repairs).toEqual([]);
  });

  it("make a notebook valid on the way out too, when two edits brought the same cell twice", () => {
    const cell = toCell({ id: "a", metadata: { tags: ["x", "x"] }, executionCount: -1 });
    expect(findSchemaFaults(parse(writeIpynb({ cells: [cell, cell], metadata: { title: 4 } })))).toEqual([]);
  });
});

describe("refused", () => {
  it.each([
    ["", "not-a-notebook", "not a notebook: the text is not JSON: Unexpected end of JSON input"],
    ["<html>", "not-a-notebook", "not a notebook: the text is not JSON: "],
    ["[]", "not-a-notebook", "not a notebook: the JSON is not an object"],
    ["{}", "not-a-notebook", "not a notebook: no format version"],
    ['{"nbformat": 4}', "not-a-notebook", "not a notebook: it has no list of cells"],
    ['{"nbformat": 3, "worksheets": []}', "unknown-version", "notebook format of another version: 3: save it as version 4 with Jupyter first"],
    ['{"nbformat": 5, "cells": []}', "unknown-version", "notebook format of another version: 5: this app reads version 4"],
    ['{"nbformat": "4", "cells": []}', "unknown-version", 'notebook format of another version: "4": this app reads version 4'],
  ])("is %j, with a reason", (text, problem, message) => {
    const error = refusal(text);
    expect(error.problem).toBe(problem);
    expect(error.message).toContain(message);
  });

  it("is every beginning of a file that lost its end", () => {
    const whole = writeIpynb({ cells: [toCell({ source: "1" })], metadata: {} }, { compact: true });
    for (let end = 0; end < whole.length; end++) expect(refusal(whole.slice(0, end)).problem).toBe("not-a-notebook");
  });

  it("is nesting that would overflow a stack", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(refusal(`{"nbformat":4,"nbformat_minor":5,"metadata":{"a":${deep}},"cells":[]}`).problem).toBe("too-deep");
  });

  it("is not a format 4.6, which opens with a warning", () => {
    const { notebook, warnings } = readIpynb(file([code({ source: "1" })], { nbformat_minor: 6 }));
    expect(notebook.cells).toHaveLength(1);
    expect(warnings).toEqual(["the notebook's format 4.6 is newer than 4.5: what is new in it may not show"]);
  });
});

describe("attacks", () => {
  it("with __proto__ and constructor change no prototype, wherever they stand", () => {
    const evil = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}';
    const outputs = [{ output_type: "display_data", data: { "application/json": "EVIL" }, metadata: "EVIL" }];
    const text = file([code({ metadata: "EVIL", outputs })], { metadata: "EVIL" }).replaceAll('"EVIL"', evil);
    const { notebook, repairs } = readIpynb(text);
    const output = notebook.cells[0]?.outputs[0];
    const objects = [notebook.metadata, notebook.cells[0]?.metadata, output && "data" in output ? output.data["application/json"] : null];
    for (const object of [...objects, {}]) {
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      expect((Object.assign({}, object) as { polluted?: boolean }).polluted).toBeUndefined();
    }
    expect(notebook.metadata.constructor).toEqual({ prototype: { polluted: true } });
    expect(repairs).toEqual(["a key named __proto__: removed (4 times)"]);
  });

  it("with keys named like Object's own methods read as ordinary keys", () => {
    const outputs = [{ output_type: "constructor" }, { output_type: "toString" }];
    const { notebook } = readIpynb(file([code({ outputs }), { cell_type: "constructor" }]));
    expect(notebook.cells).toHaveLength(2);
    expect(findSchemaFaults(parse(writeIpynb(notebook)))).toEqual([]);
  });

  it("with 100,000 cells of one id are read and written before anyone notices", () => {
    const { notebook, repairs } = readIpynb(file(Array.from({ length: 100_000 }, () => code({ source: "1\n2" }))));
    expect(notebook.cells).toHaveLength(100_000);
    expect(new Set(notebook.cells.map((cell) => cell.id)).size).toBe(100_000);
    expect(repairs).toEqual(["a cell with the id of an earlier cell: given a new one (99999 times)"]);
    expect(parse(writeIpynb(notebook)).cells).toHaveLength(100_000);
  });
});
