import { describe, expect, it } from "vitest";
import { dtypes, promote, type Dtype } from "./index.ts";
import { promoteScalar } from "./dtype.ts";

describe("promotion", () => {
  it("does not depend on the order, and a dtype keeps itself", () => {
    for (const a of dtypes) {
      expect(promote(a, a)).toBe(a);
      for (const b of dtypes) expect(promote(a, b)).toBe(promote(b, a));
    }
  });

  /** NumPy's, except where the last column says otherwise. */
  const table: [Dtype, Dtype, Dtype][] = [
    ["bool", "int8", "int8"],
    ["bool", "float16", "float16"],
    ["int8", "uint8", "int16"],
    ["int8", "uint16", "int32"],
    ["int16", "uint8", "int16"],
    ["int32", "uint16", "int32"],
    ["uint8", "uint32", "uint32"],
    ["int8", "float16", "float16"],
    ["int16", "float16", "float32"],
    ["int16", "float32", "float32"],
    ["float16", "float32", "float32"],
    ["float32", "float64", "float64"],
    ["int32", "float64", "float64"],
  ];
  for (const [a, b, result] of table) it(`of ${a} with ${b} is ${result}`, () => expect(promote(a, b)).toBe(result));

  const ours: [Dtype, Dtype, Dtype][] = [
    ["int32", "float32", "float32"],
    ["uint32", "float16", "float32"],
    ["uint32", "int32", "float64"],
    ["uint32", "int8", "float64"],
    ["bfloat16", "float16", "float32"],
    ["bfloat16", "uint8", "bfloat16"],
  ];
  for (const [a, b, result] of ours) it(`of ${a} with ${b} is ${result}, where NumPy has a wider or no dtype`, () => expect(promote(a, b)).toBe(result));

  it("lets a plain number raise the kind only", () => {
    expect(promoteScalar("add", "int8", 100)).toBe("int8");
    expect(promoteScalar("add", "int8", 0.5)).toBe("float32");
    expect(promoteScalar("add", "float16", 1e30)).toBe("float16");
    expect(promoteScalar("add", "bool", 2)).toBe("int32");
    expect(promoteScalar("add", "uint8", true)).toBe("uint8");
    expect(() => promoteScalar("add", "int8", 128)).toThrow("add: number does not fit int8: 128");
  });
});
