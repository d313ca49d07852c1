import { describe, expect, it, vi } from "vitest";
import type { Instruction } from "../backend.ts";
import { opDefs } from "../defs/index.ts";
import { bytesOf, computeDtype, type Dtype, storageArray, type TypedArray } from "../dtype.ts";
import { Comparison, blank, hostView, randomFrom, worst } from "./against-cpu.ts";
import { createBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const compare = new Comparison(await createBackend());
const random = randomFrom(7);
const kinds = { float: "float32", int: "int32", bool: "bool" } as const;

const special = [0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 2, 3, -3, 1e-7, -1e-7, 10, 88.7, -87.3, -103.5, 1e10, 16777216, 3.4e38, -3.4e38, 1.2e-38, Infinity, -Infinity, NaN, 8, 1 / 3, 1000];
const wholes = [0, 1, -1, 2, -2, 3, 7, -7, 31, 255, 256, 65535, 2 ** 31 - 1, -(2 ** 31), -(2 ** 31) + 1];

/** Pairs of special values, then random ones of every magnitude and of the everyday ones. */
function operands(dtype: Dtype, count: number, second: boolean): TypedArray {
  const values = storageArray(dtype, new ArrayBuffer(count * bytesOf(dtype)));
  const listed = dtype === "float32" ? special : dtype === "bool" ? [0, 1] : wholes;
  for (let i = 0; i < count; i++) {
    const pair = i < listed.length ** 2 ? listed[second ? i % listed.length : Math.floor(i / listed.length)] : undefined;
    values[i] = pair ?? randomValue(dtype);
  }
  return values;
}

function randomValue(dtype: Dtype): number {
  if (dtype === "bool") return random() < 0.5 ? 0 : 1;
  if (dtype !== "float32") return Math.floor((random() - 0.5) * 2 ** (1 + random() * 31));
  return (random() - 0.5) * (random() < 0.6 ? 20 : 10 ** (random() * 60 - 30));
}

describe("every elementwise operation equals the oracle", () => {
  for (const def of opDefs) {
    for (const [kind, dtype] of Object.entries(kinds)) {
      if (def.js[kind as keyof typeof kinds] === undefined) continue;
      it(`${def.name} of ${dtype}`, async () => {
        const count = 20000;
        const first: Dtype = def.operands === "select" ? "bool" : dtype;
        const inputs = [first, dtype, dtype].slice(0, def.arity).map((own, i) => hostView(operands(own, count, i === 1), own, [count]));
        const result: Dtype = def.result === "bool" ? "bool" : dtype;
        const program: Instruction[] = [{ op: def.name, args: inputs.map((_, input) => ({ input })), dtype: computeDtype(result) as Instruction["dtype"] }];
        const { actual, expected } = await compare.run(inputs, blank(result, [count]), (views, output) => ({ kind: "elementwise", program, inputs: views, output }));
        const { ulps, index } = worst(actual, expected);
        expect(ulps, `${def.name}(${inputs.map(({ stored }) => stored[index]).join(", ")}) is ${actual[index]}, not ${expected[index]}`).toBeLessThanOrEqual(dtype === "float32" ? 4 : 0);
      });
    }
  }
});
