import { expect, it } from "vitest";
import { findRenderer, richestType, unshownTypes } from "./registry.ts";

it.each([
  [["text/plain", "text/html"], "text/html"],
  [["text/html", "application/vnd.tessera.table+json", "text/plain"], "application/vnd.tessera.table+json"],
  [["image/svg+xml", "application/vnd.tessera.plot+json"], "application/vnd.tessera.plot+json"],
  [["application/x-foo", "text/plain"], "text/plain"],
  [["application/x-foo", "application/vnd.foo+json"], "application/vnd.foo+json"],
  [["application/x-foo"], "application/x-foo"],
  [[], ""],
])("of %j shows %s", (types, richest) => {
  expect(richestType(Object.fromEntries(types.map((type) => [type, ""])))).toBe(richest);
});

it("shows JSON of unknown kinds as a tree", () => {
  expect(findRenderer("application/vnd.foo+json")).toBe(findRenderer("application/json"));
  expect(findRenderer("application/x-foo")).toBeUndefined();
});

it("names the forms it cannot show beside the plain text", () => {
  expect(unshownTypes({ "application/x-foo": "", "text/plain": "" })).toEqual(["application/x-foo"]);
  expect(unshownTypes({ "application/x-foo": "", "text/html": "" })).toBeNull();
});
