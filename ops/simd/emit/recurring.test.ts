import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arange, configure, jit, setDevice, where, type Tensor } from "../../index.ts";

/** More often than it takes until a recorded chain becomes a loop of its own. */
const runs = 80;

const chains: Record<string, (x: Tensor) => Tensor> = {
  "simple operations and constants": (x) => x.mul(0.5).add(1).relu().sub(x).div(3),
  "a choice": (x) => where(x.gt(3), x.mul(2), x.neg()).abs().sqrt(),
  "a function that no loop has": (x) => x.add(1).exp().mul(x),
  "whole numbers": (x) => x.astype("int32").mul(3).sub(1).mul(x.astype("int32")),
  "a result of another width": (x) => x.mul(2).gt(5),
  "a turned argument": (x) => x.reshape([1, -1]).transpose().add(1).mul(2),
};

describe("a recorded chain on few numbers", () => {
  beforeAll(async () => void (await setDevice("wasm")));
  afterAll(async () => void (await setDevice("cpu")));

  for (const [name, chain] of Object.entries(chains)) {
    it(`gives the same however often it runs: ${name}`, () => {
      for (const size of [1, 4, 5, 67]) {
        const recorded = jit(chain);
        for (let i = 0; i < runs; i++) {
          const x = arange(i, i + size);
          expect(Array.from(recorded(x).dataSync())).toEqual(Array.from(chain(x).dataSync()));
        }
      }
    });
  }

  it("never compiles where the host forbids it", () => {
    configure({ compile: false });
    const recorded = jit(chains["simple operations and constants"]!);
    const results = Array.from({ length: runs }, () => recorded(arange(5)).dataSync()[4]);
    configure({ compile: true });
    expect(new Set(results).size).toBe(1);
  });
});
