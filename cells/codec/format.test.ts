import { describe, expect, it } from "vitest";
import { toCell } from "../notebook.ts";
import { checkFileSize, detectFormat, readNotebook } from "./format.ts";
import { writeIpynb } from "./ipynb.ts";

describe("a file's format", () => {
  it.each([
    ["{", "a.ipynb", "ipynb"],
    ["<html>", "a.IPYNB", "ipynb"],
    ["{ let a = 1; }", "a.ts", "script"],
    ["1", "lib.mts", "script"],
    ["", "a.js", "script"],
    [' \n{"cells": []}', "", "ipynb"],
    ['\uFEFF{"cells": []}', "download", "ipynb"],
    ["let a;\r\n// %%\r\na", "", "script"],
    ["<!doctype html>", "404", null],
    ["", "", null],
  ])("of %j named %j is %s", (text, name, format) => {
    expect(detectFormat(text, name)).toBe(format);
  });

  it("decides how a file is read", () => {
    const text = writeIpynb({ cells: [toCell({ source: "1" })], metadata: {} });
    expect(readNotebook(text, "a.ipynb").notebook.cells[0]?.source).toBe("1");
    expect(readNotebook("// %%\n2\n").notebook.cells[0]?.source).toBe("2");
  });

  it("that is none is refused by name", () => {
    expect(() => readNotebook("GIF89a", "cat.gif")).toThrow("not a notebook: cat.gif: it is neither .ipynb nor a // %% script");
  });
});

describe("a file's size", () => {
  it("is refused from 50 MB on, before the file is read", () => {
    expect(() => checkFileSize(49_999_999)).not.toThrow();
    expect(() => checkFileSize(50_000_000)).toThrow("the file is too big: 50 MB: files under 50 MB open; clear its outputs first");
    expect(() => checkFileSize(2_400_000_000)).toThrow("2400 MB");
  });

  it("is checked for a text as well", () => {
    expect(() => readNotebook(" ".repeat(50_000_000), "a.ipynb")).toThrow("the file is too big");
  });
});
