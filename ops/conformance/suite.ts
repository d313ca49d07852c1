/** One suite for every device: the cases that NumPy and SciPy (`cases.json`, made by `make.py`; `math.json`, by `make_math.py`) and PyTorch (`nn.json`, by `make_nn.py`) answered, run through the public functions. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeviceName, Dtype, Tensor, Tolerance } from "../index.ts";
import * as tessera from "../index.ts";
import cases from "./cases.json" with { type: "json" };
import { laws } from "./laws.ts";
import mathCases from "./math.json" with { type: "json" };
import nnCases from "./nn.json" with { type: "json" };
import { tolerances } from "./tolerances.ts";

type PackedNumber = number | string;

interface Packed {
  readonly dtype: Dtype;
  readonly shape: number[];
  readonly data: PackedNumber[];
}

interface Input extends Packed {
  /** Methods, with their arguments, that make the input a view of the data. */
  readonly view?: [method: string, ...args: unknown[]][];
}

interface Case {
  readonly name: string;
  readonly op: string;
  /** Tensors are packed, at any depth of arrays and options; `{ function: "relu" }` is a function of the library. */
  readonly args: unknown[];
  /** What a function of several results yields is an array or an object of them. */
  readonly expect?: Expected;
  readonly error?: string;
  readonly tolerance?: string;
}

type Expected = Packed | readonly Expected[] | { readonly [name: string]: Expected };

type AnyFunction = (...args: unknown[]) => unknown;

/** Declares the tests of a device. Cases with float64 are left out where the device has none (webgpu). */
export function conformance(device: DeviceName): void {
  describe(`${device} agrees with NumPy and PyTorch`, () => {
    beforeAll(async () => void (await tessera.setDevice(device)));
    afterAll(async () => void (await tessera.setDevice("cpu")));

    const hasFloat64 = device !== "webgpu";
    for (const one of [...cases, ...mathCases, ...nnCases] as Case[]) it.skipIf(!hasFloat64 && needsFloat64(one))(one.name, () => check(one, device));
  });
  laws(device);
}

function needsFloat64(one: Case): boolean {
  return JSON.stringify(one).includes('"dtype":"float64"');
}

async function check({ op, args, error, expect: expected, tolerance }: Case, device: DeviceName): Promise<void> {
  const fn = functions[op]!;
  const run = async (): Promise<unknown> => fn(...args.map(unpack));
  if (error !== undefined) {
    const read = async (result: unknown): Promise<unknown> => (result instanceof tessera.Tensor ? result.data() : result); // what webgpu cannot tell before
    return expect(run().then(read)).rejects.toThrow(expect.objectContaining({ name: error }));
  }
  await compare(await run(), expected!, tolerances[device][tolerance!]!);
}

async function compare(actual: unknown, expected: Expected, tolerance: Tolerance): Promise<void> {
  if (!isPacked(expected)) {
    for (const [key, part] of Object.entries(expected)) await compare((actual as Record<string, unknown>)[key], part, tolerance);
    return;
  }
  const { dtype, shape, data } = expected;
  const result = actual as Tensor;
  expect({ dtype: result.dtype, shape: result.shape }).toEqual({ dtype, shape });
  tessera.toBeAllclose(await result.data(), data.map(dtype === "float32" ? nearest : Number), tolerance);
}

/** Cases write float32 numbers with the digits that tell them apart. */
const nearest = (written: PackedNumber): number => Math.fround(Number(written));

const functions = tessera as unknown as Record<string, AnyFunction>;

function unpack(part: unknown): unknown {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part)) return part.map(unpack);
  if (isPacked(part)) return load(part);
  if ("function" in part) return functions[part.function as string];
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, unpack(value)]));
}

function isPacked(part: object): part is Input {
  return "data" in part;
}

function load({ data, shape, dtype, view = [] }: Input): Tensor {
  const whole = tessera.tensor(data.map(Number), { shape, dtype }) as unknown as Record<string, AnyFunction>;
  return view.reduce((part, [method, ...args]) => part[method]!(...args) as Record<string, AnyFunction>, whole) as unknown as Tensor;
}
