import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { toCell } from "../../cells/notebook.ts";
import type { Output } from "../../cells/output.ts";
import { openDocument } from "./open.ts";

const open = (...sources: string[]) =>
  openDocument({ cells: sources.map((source, at) => toCell({ id: `c${at}`, source })), metadata: { title: "T" } });
const sources = (document: ReturnType<typeof open>) => document.model.cells().map((cell) => cell.source());
const printed: Output[] = [{ type: "stream", name: "stdout", text: "hello" }];

describe("cells", () => {
  it("are added at an index, in order", () => {
    const document = open("a", "d");
    document.actions.addCells(1, [{ source: "b" }, { source: "c" }]);
    expect(sources(document)).toEqual(["a", "b", "c", "d"]);
  });

  it("can be added at the same place hundreds of times", () => {
    const document = open("first", "last");
    for (let at = 0; at < 300; at++) document.actions.addCells(1, [{ source: String(at) }]);
    expect(sources(document)).toEqual(["first", ...Array.from({ length: 300 }, (_, at) => String(299 - at)), "last"]);
  });

  it("get a fresh id when theirs is taken", () => {
    const document = open("a");
    const [id] = document.actions.addCells(1, [{ id: "c0", source: "copy" }]);
    expect(id).not.toBe("c0");
    expect(sources(document)).toEqual(["a", "copy"]);
  });

  it("move together and stop at the ends", () => {
    const document = open("a", "b", "c", "d");
    document.actions.moveCells(["c1", "c2"], 1);
    expect(sources(document)).toEqual(["a", "d", "b", "c"]);
    document.actions.moveCells(["c1", "c2"], 5);
    expect(sources(document)).toEqual(["a", "d", "b", "c"]);
    document.actions.moveCells(["c2"], -3);
    expect(sources(document)).toEqual(["c", "a", "d", "b"]);
  });

  it("split at the cursor without keeping the line break", () => {
    const document = open("one\ntwo\nthree");
    document.actions.splitCell("c0", 4);
    expect(sources(document)).toEqual(["one", "two\nthree"]);
  });

  it("merge top to bottom, whatever the order they were named in", () => {
    const document = open("a", "b", "c");
    document.actions.mergeCells(["c2", "c0"]);
    expect(sources(document)).toEqual(["a\n\nc", "b"]);
  });

  it("lose their outputs when they become text", () => {
    const document = open("a");
    document.actions.setOutputs("c0", printed, 1);
    document.actions.setKind(["c0"], "markdown");
    expect(document.read().cells[0]).toMatchObject({ kind: "markdown", outputs: [], executionCount: null });
  });
});

describe("undo", () => {
  it("brings a deleted cell back with its text and outputs, in its place", () => {
    const document = open("a", "b", "c");
    document.actions.setOutputs("c1", printed, 7);
    document.actions.deleteCells(["c1"]);
    document.actions.undo();
    expect(sources(document)).toEqual(["a", "b", "c"]);
    expect(document.read().cells[1]).toMatchObject({ id: "c1", outputs: printed, executionCount: 7 });
  });

  it("spans typing and cell operations, newest first", () => {
    const document = open("a");
    document.actions.setSource("c0", "a1");
    document.actions.addCells(1, [{ source: "b" }]);
    document.actions.undo();
    expect(sources(document)).toEqual(["a1"]);
    document.actions.undo();
    expect(sources(document)).toEqual(["a"]);
    document.actions.redo();
    expect(sources(document)).toEqual(["a1"]);
  });

  it("takes letters typed in one go together, and a new line or a paste by itself", () => {
    const document = open("");
    for (const source of ["a", "ab", "ab\n", "ab\nc", "ab\nc pasted"]) document.actions.setSource("c0", source);
    const seen = [0, 1, 2].map(() => {
      document.actions.undo();
      return sources(document)[0];
    });
    expect(seen).toEqual(["ab\nc", "ab", ""]);
  });

  it("says which cell changed, or came back", () => {
    const document = open("a", "b", "c");
    document.actions.setSource("c1", "b!");
    document.actions.deleteCells(["c2"]);
    expect(document.actions.undo()).toBe("c2");
    expect(document.actions.undo()).toBe("c1");
    expect(document.actions.redo()).toBe("c1");
    expect(document.actions.redo()).toBeUndefined();
  });

  it("leaves alone what the kernel wrote", () => {
    const document = open("a");
    document.actions.setSource("c0", "ab");
    document.actions.setOutputs("c0", printed, 1);
    document.actions.undo();
    expect(document.read().cells[0]).toMatchObject({ source: "a", outputs: printed, executionCount: 1 });
  });

  it("does not empty a notebook that was just opened", () => {
    const document = open("a");
    expect(document.actions.canUndo()).toBe(false);
    document.actions.undo();
    expect(sources(document)).toEqual(["a"]);
  });

  it("takes an earlier version back in one step", () => {
    const document = open("now");
    document.actions.replaceAll({ cells: [toCell({ id: "old", source: "then" })], metadata: { title: "Old" } });
    expect(sources(document)).toEqual(["then"]);
    document.actions.undo();
    expect(sources(document)).toEqual(["now"]);
    expect(document.model.title()).toBe("T");
  });
});

function twoTabs(...all: string[]) {
  const left = open(...all);
  const copy = new Y.Doc();
  Y.applyUpdateV2(copy, Y.encodeStateAsUpdateV2(left.doc));
  const right = openDocument(copy);
  const meet = () => {
    Y.applyUpdateV2(right.doc, Y.encodeStateAsUpdateV2(left.doc));
    Y.applyUpdateV2(left.doc, Y.encodeStateAsUpdateV2(right.doc));
  };
  return { left, right, meet };
}

describe("two tabs", () => {
  it("that type in the same cell keep both texts", () => {
    const { left, right, meet } = twoTabs("const a = 1;");
    left.actions.setSource("c0", "const a = 1; // left");
    right.actions.setSource("c0", "/* right */ const a = 1;");
    meet();
    expect(sources(left)).toEqual(["/* right */ const a = 1; // left"]);
    expect(sources(right)).toEqual(sources(left));
  });

  it("that move a cell and type in it keep both", () => {
    const { left, right, meet } = twoTabs("a", "b");
    left.actions.moveCells(["c0"], 1);
    right.actions.setSource("c0", "a!");
    meet();
    expect(sources(left)).toEqual(["b", "a!"]);
    expect(sources(right)).toEqual(["b", "a!"]);
  });

  it("that insert at the same place agree on the order", () => {
    const { left, right, meet } = twoTabs("a", "z");
    left.actions.addCells(1, [{ source: "left" }]);
    right.actions.addCells(1, [{ source: "right" }]);
    meet();
    expect(sources(left)).toHaveLength(4);
    expect(sources(right)).toEqual(sources(left));
  });
});
