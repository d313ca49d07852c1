/** How many units in the last place the float32 kernels are off, over numbers of every magnitude. */
import { beforeAll, afterAll, describe, expect, it } from "vitest";
import { erf, exp, gelu, log, setDevice, sigmoid, tanh, tensor, type Tensor } from "../index.ts";
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
  if (Object.is(actual, Math.fround(exact))) return 0;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(exact))), -126);
  return Math.abs(actual - exact) / 2 ** (exponent - 23);
}

function worst(fn: (x: Tensor) => Tensor, reference: (x: number) => number, from: ArrayLike<number>): number {
  const actual = fn(tensor(Float32Array.from(from))).dataSync();
  const off = Array.from(from, (x, i) => (Math.abs(reference(x)) < least ? 0 : ulpsOff(actual[i]!, reference(x))));
  return Math.max(...off);
}

describe("the float32 kernels of wasm", () => {
  beforeAll(async () => void (await setDevice("wasm")));
  afterAll(async () => void (await setDevice("cpu")));

  const cases: [name: string, fn: (x: Tensor) => Tensor, limit: number][] = [
    ["exp", exp, 1],
    ["log", log, 1],
    ["tanh", tanh, 2.5],
    ["sigmoid", sigmoid, 2.5],
    ["erf", erf, 2],
    ["gelu", gelu, 2.5],
    ["geluTanh", (x) => gelu(x, { approximate: "tanh" }), 3],
  ];
  for (const [name, fn, limit] of cases) {
    it(`compute ${name} to ${limit} ULP`, () => {
      const reference = (x: number): number => opDef(name).js.float!(x, x, x);
      const from = name === "log" ? samples.filter((x) => x > 0) : samples;
      expect(worst(fn, reference, from)).toBeLessThanOrEqual(limit);
    });
  }
});
