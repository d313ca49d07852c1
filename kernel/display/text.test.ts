import { describe, expect, it } from "vitest";
import { printed, textOf } from "./text.ts";

describe("textOf", () => {
  it.each([
    [{ a: 1, "b-c": "x", [Symbol("s")]: null }, '{ a: 1, "b-c": "x", [Symbol(s)]: null }'],
    [Object.assign(Array.from({ length: 0 }), { 1: undefined }), "[<empty>, undefined]"],
    [new Map([["k", new Set([1n])]]), 'Map(1) { "k" => Set(1) { 1n } }'],
    [new Float32Array([1, 0.5]), "Float32Array(2) [1, 0.5]"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [/a+/g, "/a+/g"],
    [class Foo { x = 1; }, "[class Foo]"],
    [async () => 1, "[AsyncFunction: (anonymous)]"],
    [Object.create(null), "[Object: null prototype] {}"],
    [new (class Point { x = 1 })(), "Point { x: 1 }"],
    [new RangeError("far", { cause: new Error("near") }), "RangeError: far\n  caused by Error: near"],
  ])("writes %o as a console does", (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it("calls no getter and survives cycles and broken proxies", () => {
    let called = false;
    const value = { get secret() { called = true; return 1; }, self: null as unknown };
    value.self = value;
    expect(textOf(value)).toBe("{ secret: [Getter], self: [Circular] }");
    expect(called).toBe(false);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(textOf([proxy])).toBe("[[unreadable TypeError]]");
  });

  it("stops at a hundred items and four levels, and breaks long lines", () => {
    expect(textOf(Array.from({ length: 250 }, (_, index) => index))).toContain("… 150 more");
    expect(textOf({ a: { b: { c: { d: { e: 1 } } } } })).toContain("d: [Object]");
    expect(textOf(Array.from({ length: 60 }, () => 12345)).split("\n").length).toBeGreaterThan(3);
  });
});

it("prints a string on its own as it is", () => {
  expect(printed('say "hi"\n')).toBe('say "hi"\n');
});
