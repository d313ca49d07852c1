import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from "./base64.ts";

describe("base64", () => {
  it("brings any bytes back, in both alphabets", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foobar", "Zm9vYmFy"],
    ["\u00fb\u00ff", "+/8="],
  ])("of %j is %j, as the standard has it", (text, base64) => {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect(toBase64(bytes)).toBe(base64);
    expect(toBase64Url(bytes)).toBe(base64.replace("+/", "-_").replaceAll("=", ""));
  });

  it("brings back more bytes than a call may have arguments", () => {
    const bytes = Uint8Array.from({ length: 150_000 }, (_, index) => (index * 7919) >> 3);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });

  it.each(["A", "AA", "AAAAA", "AA=A", "====", "AA A", "AAA\n", "AB==", "AAB=", "AA-_"])("refuses %j", (text) => {
    expect(fromBase64(text)).toBeNull();
  });

  it.each(["A", "AAAAA", "AA==", "AA+/", "A A", "AB", "AAB", "Ä"])("refuses %j in a link", (text) => {
    expect(fromBase64Url(text)).toBeNull();
  });
});
