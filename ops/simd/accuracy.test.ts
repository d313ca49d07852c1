/** How many units in the last place the float32 kernels are off, over numbers of every magnitude. */
import { beforeAll, afterAll, describe, expect, it } from "vitest";
import * as tessera from "../index.ts";
import { setDevice, tensor, type Tensor } from "../index.ts";
import { opDef } from "../defs/index.ts";

/** Both signs, 64 numbers for each power of two up to 2^7, where everything has overflowed or saturated, and a line through the bends. */
const samples = Float32Array.from([
  ...Array.from({ length: 2 * 64 * 140 }, (_, i) => (i % 2 === 0 ? 1 : -1) * 2 ** (Math.floor(i / 128) - 133) * (1 + ((i * 37) % 64) / 64 + 0.003)),
  ...Array.from({ length: 40000 }, (_, i) => i / 1000 - 20 + 0.0001),
]);

/** Below, a product with a subnormal factor may lose digits. */
const least = 2 ** -115;

/** The distance in float32 numbers between neighbours of the right answer. */
function ulpsOff(actual: number, exact: number): number {
  const rounded = Math.fround(exact);
  if (Object.is(actual, rounded) || (Number.isNaN(actual) && Number.isNaN(rounded))) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(rounded)) return Infinity;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(exact))), -126);
  return Math.abs(actual - exact) / 2 ** (exponent - 23);
}

function worst(fn: (x: Tensor) => Tensor, reference: (x: number) => number, from: ArrayLike<number>): number {
  const actual = fn(tensor(Float32Array.from(from))).dataSync();
  return Array.from(from).reduce((most, x, i) => {
    const exact = reference(x);
    return Math.abs(exact) < least ? most : Math.max(most, ulpsOff(actual[i]!, exact));
  }, 0);
}

describe("the float32 kernels of wasm", () => {
  beforeAll(async () => void (await setDevice("wasm")));
  afterAll(async () => void (await setDevice("cpu")));

  const cases: [name: string, limit: number, fn: (x: Tensor) => Tensor][] = [
    ["exp", 1, tessera.exp],
    ["log", 1, tessera.log],
    ["tanh", 2.5, tessera.tanh],
    ["sigmoid", 2.5, tessera.sigmoid],
    ["erf", 2, tessera.erf],
    ["erfc", 2.5, tessera.erfc],
    ["gelu", 2.5, tessera.gelu],
    ["geluTanh", 3, (x) => tessera.gelu(x, { approximate: "tanh" })],
    ["silu", 3, tessera.silu],
    ["softplus", 3, tessera.softplus],
    ["mish", 4, tessera.mish],
    ["selu", 2.5, tessera.selu],
    ["rsqrt", 2, tessera.rsqrt],
    // Computed in float64 lanes: rounded once. lgamma has zeros left of 0, near which only the absolute error is small.
    ["expm1", 0.51, tessera.expm1],
    ["log1p", 0.51, tessera.log1p],
    ["log2", 0.51, tessera.log2],
    ["log10", 0.51, tessera.log10],
    ["sin", 0.51, tessera.sin],
    ["cos", 0.51, tessera.cos],
    ["tan", 0.51, tessera.tan],
    ["asin", 0.51, tessera.asin],
    ["acos", 0.51, tessera.acos],
    ["atan", 0.51, tessera.atan],
    ["sinh", 0.51, tessera.sinh],
    ["cosh", 0.51, tessera.cosh],
    ["asinh", 0.51, tessera.asinh],
    ["acosh", 0.51, tessera.acosh],
    ["atanh", 0.51, tessera.atanh],
    ["erfinv", 0.51, tessera.erfinv],
    ["gamma", 0.51, tessera.gamma],
    ["digamma", 1, tessera.digamma],
    ["lgamma", 1, (x) => tessera.lgamma(tessera.abs(x))],
  ];
  for (const [name, limit, fn] of cases) {
    it(`compute ${name} to ${limit} ULP`, () => {
      const of = opDef(name).js.float!;
      const reference = (x: number): number => (name === "lgamma" ? of(Math.abs(x), 0, 0) : of(x, 0, 0));
      expect(worst(fn, reference, samples)).toBeLessThanOrEqual(limit);
    });
  }

  it("compute powers to 0.51 ULP", () => {
    for (const exponent of [-3, -0.5, 0.3, 2, 2.5, 7]) {
      const reference = (x: number): number => opDef("pow").js.float!(x, Math.fround(exponent), 0);
      expect(worst((x) => tessera.pow(x, Math.fround(exponent)), reference, samples)).toBeLessThanOrEqual(0.51);
    }
  });

  it("reduce great angles without losing digits", () => {
    const great = Float32Array.from({ length: 4000 }, (_, i) => (i % 2 === 0 ? 1 : -1) * 2 ** (10 + i / 34) * (1 + ((i * 37) % 64) / 64));
    expect(worst(tessera.sin, Math.sin, great)).toBeLessThanOrEqual(0.51);
    expect(worst(tessera.cos, Math.cos, great)).toBeLessThanOrEqual(0.51);
  });

  it("treat special values as IEEE 754 does", () => {
    const special = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e-45, 3.4e38, -3.4e38, 89.5, -104, 1.0000001, 35.1, -40.5].map(Math.fround);
    const pairs = special.flatMap((a) => special.map((b) => [a, b] as const));
    const [left, right] = [0, 1].map((side) => tensor(Float32Array.from(pairs, (pair) => pair[side]!))) as [Tensor, Tensor];
    for (const [name, fn] of [["pow", tessera.pow], ["mod", tessera.mod], ["floorDivide", tessera.floorDivide], ["atan2", tessera.atan2]] as const) {
      const actual = Array.from(fn(left, right).dataSync());
      const expected = pairs.map(([a, b]) => Math.fround(opDef(name).js.float!(a, b, 0)));
      const off = pairs.filter((_, i) => !Object.is(actual[i], expected[i]) && !(ulpsOff(actual[i]!, expected[i]!) <= 1));
      expect({ name, off }).toEqual({ name, off: [] });
    }
  });
});
