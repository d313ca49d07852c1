import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCell, type Notebook } from "../notebook.ts";
import { anyNotebook } from "./arbitrary.ts";
import { readScript, writeScript } from "./script.ts";

/** What a script holds of a notebook. */
const held = ({ cells, metadata }: Notebook) => ({
  metadata,
  cells: cells.map(({ kind, source, metadata }) => ({ kind, source, metadata })),
});
const sources = (script: string) => readScript(script).cells.map((cell) => cell.source);
const firstCell = (script: string) => readScript(script).cells[0];

describe("any notebook", () => {
  it("comes back from a script with its texts, kinds and metadata", () => {
    fc.assert(
      fc.property(anyNotebook, (notebook) => {
        expect(held(readScript(writeScript(notebook)))).toEqual(held(notebook));
      }),
    );
  });

  it("comes back from a script that a Windows editor saved", () => {
    fc.assert(
      fc.property(anyNotebook, (notebook) => {
        const saved = `\uFEFF${writeScript(notebook).replaceAll("\n", "\r\n")}`;
        expect(held(readScript(saved))).toEqual(held(notebook));
      }),
    );
  });

  it("is written as a script that reading and writing leave alone", () => {
    fc.assert(
      fc.property(anyNotebook, (notebook) => {
        const script = writeScript(notebook);
        expect(writeScript(readScript(script))).toBe(script);
      }),
    );
  });
});

describe("a script", () => {
  it("looks like the ones people write", () => {
    const cells = [
      toCell({ kind: "markdown", source: "# Rain\n\nIn millimetres." }),
      toCell({ source: "const rain = [0, 10.9];\nrain", metadata: { title: "Load", tags: ["data"], width: 2 } }),
      toCell({ kind: "raw", source: "as it is" }),
    ];
    expect(writeScript({ cells, metadata: { title: "Rain" } })).toBe(
      [
        "// ---",
        "// jupyter:",
        '//   title: "Rain"',
        "// ---",
        "",
        "// %% [markdown]",
        "// # Rain",
        "//",
        "// In millimetres.",
        "",
        '// %% Load tags=["data"] width=2',
        "const rain = [0, 10.9];",
        "rain",
        "",
        "// %% [raw]",
        "// as it is",
        "",
      ].join("\n"),
    );
  });

  it("has no header when the notebook has no metadata", () => {
    expect(writeScript({ cells: [toCell({ source: "1" })], metadata: {} })).toBe("// %%\n1\n");
  });

  it("without markers is one code cell, and an empty one is none", () => {
    expect(sources("const a = 1;\na\n")).toEqual(["const a = 1;\na"]);
    expect(sources("\n\n")).toEqual([]);
  });

  it("may begin with code before the first marker", () => {
    expect(sources('import * as d3 from "d3";\n\n// %%\nd3.sum([1])\n')).toEqual(['import * as d3 from "d3";', "d3.sum([1])"]);
  });

  it("may leave out the blank line between cells, and spaces in a marker", () => {
    expect(sources("//%%\n1\n// %%\n2\n//%% [md]\n//three\nfour")).toEqual(["1", "2", "three\nfour"]);
  });

  it("reads a longer comment that begins like a marker as code", () => {
    expect(sources("// %%\n// %%%% not a cell\n  // %% nor this\n// %time")).toEqual(["// %%%% not a cell\n  // %% nor this\n// %time"]);
  });

  it("keeps apart a cell whose text looks like a marker", () => {
    const cells = ["// %%", "// // %% a", "x\n//%% b\ny"].map((source) => toCell({ source }));
    const prose = ["%% a comment in a diagram", "// %%"].map((source) => toCell({ kind: "markdown", source }));
    expect(sources(writeScript({ cells: [...cells, ...prose], metadata: {} }))).toEqual([
      "// %%",
      "// // %% a",
      "x\n//%% b\ny",
      "%% a comment in a diagram",
      "// %%",
    ]);
  });
});

describe("a marker", () => {
  it.each([
    ["// %% Load the data", "code", { title: "Load the data" }],
    ["// %% [markdown]", "markdown", {}],
    ["// %% Notes [markdown] tags=[\"a b\"] x={\"y\": [1, \"]\"]}", "markdown", { title: "Notes", tags: ["a b"], x: { y: [1, "]"] } }],
    ["// %% f(x) = 3x [draft]", "code", { title: "f(x) = 3x [draft]" }],
    ['// %% a="1" and more', "code", { title: 'a="1" and more' }],
    ['// %% "odd key"=null', "code", { "odd key": null }],
    ["// %% broken={1", "code", { title: "broken={1" }],
    ['// %% __proto__={"polluted":true} a=1', "code", { a: 1 }],
  ])("%s", (line, kind, metadata) => {
    const cell = firstCell(`${line}\n`);
    expect(cell).toMatchObject({ kind, metadata });
    expect(Object.keys(cell?.metadata ?? {})).toEqual(Object.keys(metadata));
    expect(Object.getPrototypeOf(cell?.metadata)).toBe(Object.prototype);
  });
});

describe("a script made to be slow", () => {
  it.each(["a=1 ", "a=[ ", 'a="', '" ', "word "])("with %j 50,000 times in a marker is read before anyone notices", (part) => {
    expect(firstCell(`// %% ${part.repeat(50_000)}x`)?.metadata.title).toHaveLength(part.length * 50_000 + 1);
  });

  it("with a header of 5,000 levels is read as text", () => {
    const levels = Array.from({ length: 5000 }, (_, depth) => `//${" ".repeat(depth)}k:`);
    expect(sources(`// ---\n${levels.join("\n")}\n// ---`)[0]?.split("\n")).toHaveLength(5002);
  });
});

describe("a header", () => {
  it("of jupytext is read as the notebook's metadata", () => {
    const header = [
      "// ---",
      "// jupyter:",
      "//   jupytext:",
      "//     text_representation:",
      "//       extension: .ts",
      "//       format_version: '1.3'",
      "//   kernelspec:",
      "//     display_name: Deno",
      "//     name: deno",
      "// ---",
      "",
      "// %%",
      "1",
    ].join("\n");
    expect(held(readScript(header))).toEqual({
      metadata: {
        jupytext: { text_representation: { extension: ".ts", format_version: "1.3" } },
        kernelspec: { display_name: "Deno", name: "deno" },
      },
      cells: [{ kind: "code", source: "1", metadata: {} }],
    });
  });

  it.each(["// ---\n// just a rule\n// ---\n1", "// ---\n// never: closed\n1", "// ---\n// jupyter:\n//   - a list\n// ---\n1"])(
    "that we can't read stays as text: %j",
    (script) => {
      expect(sources(script)).toEqual([script]);
    },
  );

  it("pollutes no prototype", () => {
    const { metadata } = readScript('// ---\n// jupyter:\n//   __proto__: {"polluted":true}\n//   a: {"__proto__":{"polluted":true}}\n// ---\n');
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype);
    expect(metadata).toEqual({ a: {} });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
