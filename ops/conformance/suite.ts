/** One suite for every device: the cases that NumPy answered (`cases.json`, made by `make.py`), run through the public functions. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeviceName, Dtype, Tensor } from "../index.ts";
import * as tessera from "../index.ts";
import cases from "./cases.json" with { type: "json" };
import { laws } from "./laws.ts";
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
  readonly args: unknown[];
  readonly expect?: Packed;
  readonly error?: string;
  readonly tolerance?: string;
}

type AnyFunction = (...args: unknown[]) => unknown;

/** Declares the tests of a device. Cases with float64 are left out where the device has none (webgpu). */
export function conformance(device: DeviceName): void {
  describe(`${device} agrees with NumPy`, () => {
    beforeAll(async () => void (await tessera.setDevice(device)));
    afterAll(async () => void (await tessera.setDevice("cpu")));

    const hasFloat64 = device !== "webgpu";
    for (const one of cases as Case[]) it.skipIf(!hasFloat64 && needsFloat64(one))(one.name, () => check(one, device));
  });
  laws(device);
}

function needsFloat64({ args, expect: expected }: Case): boolean {
  return [...args, expected].some((part) => isPacked(part) && part.dtype === "float64");
}

async function check(one: Case, device: DeviceName): Promise<void> {
  const fn = (tessera as unknown as Record<string, AnyFunction>)[one.op]!;
  const args = one.args.map((arg) => (isPacked(arg) ? load(arg) : arg));
  if (one.error !== undefined) return expect(() => fn(...args)).toThrow(expect.objectContaining({ name: one.error }));
  const result = fn(...args) as Tensor;
  const expected = one.expect!;
  expect({ dtype: result.dtype, shape: result.shape }).toEqual({ dtype: expected.dtype, shape: expected.shape });
  tessera.toBeAllclose(await result.data(), expected.data.map(Number), tolerances[device][one.tolerance!]!);
}

function isPacked(part: unknown): part is Input {
  return typeof part === "object" && part !== null && "data" in part;
}

function load({ data, shape, dtype, view = [] }: Input): Tensor {
  const whole = tessera.tensor(data.map(Number), { shape, dtype }) as unknown as Record<string, AnyFunction>;
  return view.reduce((part, [method, ...args]) => part[method]!(...args) as Record<string, AnyFunction>, whole) as unknown as Tensor;
}
