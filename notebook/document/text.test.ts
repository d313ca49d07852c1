import { assert, property, string } from "fast-check";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { diffText, replaceText } from "./text.ts";

it("says nothing of equal texts", () => {
  expect(diffText("same", "same")).toBeNull();
});

it("touches only what changed", () => {
  expect(diffText("const a = 1;", "const abc = 1;")).toEqual({ index: 7, remove: 0, insert: "bc" });
  expect(diffText("aaa", "aa")).toEqual({ index: 2, remove: 1, insert: "" });
});

it("never cuts a surrogate pair in two", () => {
  expect(diffText("x😀y", "x😁y")).toEqual({ index: 1, remove: 2, insert: "😁" });
});

it("makes any text into any other, through a shared text", () => {
  assert(
    property(string({ unit: "grapheme" }), string({ unit: "grapheme" }), (before, after) => {
      const text = new Y.Doc().getText();
      text.insert(0, before);
      replaceText(text, after);
      expect(text.toString()).toBe(after);
    }),
  );
});
