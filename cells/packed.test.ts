import { describe, expect, it } from "vitest";
import { isPackable, isPacked, pack, unpack, type PackableArray } from "./packed.ts";

const arrays: PackableArray[] = [
  new Float64Array([1.5, NaN, -Infinity]),
  new Float32Array([0.25, -2]),
  new Int32Array([-1, 2 ** 31 - 1]),
  new Uint32Array([2 ** 32 - 1]),
  new Int16Array([-300]),
  new Uint16Array([65535]),
  new Int8Array([-128]),
  new Uint8Array([255]),
];

describe("pack and unpack", () => {
  it.each(arrays.map((array) => [array.constructor.name, array] as const))("round-trip a %s", (_, array) => {
    expect(unpack(pack(array))).toEqual(array);
  });

  it("copies only the window that a subarray looks through", () => {
    const window = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
    expect(pack(window).bytes.byteLength).toBe(16);
    expect([...unpack(pack(window))]).toEqual([2, 3]);
  });

  it("reads bytes that start at an odd place", () => {
    const bytes = new Uint8Array([0, ...pack(new Float32Array([7])).bytes]).subarray(1);
    expect([...unpack({ packed: "float32", bytes })]).toEqual([7]);
  });

  it("turns a clamped array into plain bytes", () => {
    expect(pack(new Uint8ClampedArray([300]))).toEqual({ packed: "uint8", bytes: new Uint8Array([255]) });
  });

  it("knows what it can pack and what is packed", () => {
    expect(isPackable(new BigInt64Array(1))).toBe(false);
    expect(isPackable([1])).toBe(false);
    expect(isPacked(pack(new Int8Array(1)))).toBe(true);
    expect(isPacked({ packed: "toString", bytes: new Uint8Array() })).toBe(false);
    expect(isPacked({ packed: "int8", bytes: "AAAA" })).toBe(false);
  });
});
