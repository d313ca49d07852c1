/**
 * How exact the devices of this very machine are: every elementwise function of floats over a fixed grid of float32 numbers, against
 * its definition in float64. A function's error is counted in units in the last place (ULP): the distance of neighbouring float32
 * numbers where the right answer lies. A rounded right answer is at most 0.5 off.
 */
import type { Backend, DeviceName } from "./backend.ts";
import { opDefs } from "./defs/index.ts";
import type { OpDef, Scalar } from "./defs/definition.ts";
import { devices, loadBackend } from "./device.ts";
import { elementwise } from "./dispatch.ts";
import { ValidationError } from "./errors.ts";
import { scope } from "./scope.ts";
import { Tensor, valueOf } from "./tensor.ts";
import { upload } from "./transfer.ts";

/** Inputs of a function with what it made of them. */
interface Answer {
  readonly inputs: readonly number[];
  /** What the device says. */
  readonly actual: number;
  /** The right answer, in float64. */
  readonly expected: number;
}

export interface AccuracyRow {
  readonly function: string;
  readonly device: DeviceName;
  /** The largest error, in ULP. */
  readonly ulp: number;
  /** Where it is. Absent when every answer is exact. */
  readonly worst?: Answer;
  /** How many answers must be NaN, an infinity or 0. */
  readonly special: number;
  /** Which of these are not; zeros of either sign count as right. */
  readonly wrong: readonly Answer[];
}

interface SelfTestOptions {
  /** Default: every device that this host has. */
  readonly devices?: readonly DeviceName[];
  /** Names of elementwise functions, such as "exp" and "atan2". Default: all of floats. */
  readonly functions?: readonly string[];
}

/**
 * Runs the functions on the devices of this machine and compares with float64: a row for each function and device. Subnormal inputs are left
 * out and subnormal answers count as 0, which GPUs may make of them. Throws `DeviceError` when a named device is missing, `ValidationError`
 * for a name that is no function of floats.
 */
export async function selfTest({ devices: named, functions }: SelfTestOptions = {}): Promise<AccuracyRow[]> {
  const unknown = functions?.find((name) => !tested.some((def) => def.name === name));
  if (unknown !== undefined) throw new ValidationError("selfTest", `not a function of floats: ${unknown}`, `one of ${tested.map(({ name }) => name).join(", ")}`);
  const names = named ?? (await devices()).filter(({ available }) => available).map(({ name }) => name);
  const backends = await Promise.all(names.map((name) => loadBackend("selfTest", name)));
  const rows: AccuracyRow[] = [];
  for (const def of tested) {
    if (functions !== undefined && !functions.includes(def.name)) continue;
    const inputs = gridFor(def.arity);
    const expected = answersOf(def.js.float!, inputs);
    for (const backend of backends) rows.push(judge(def.name, backend.name, inputs, await answersOn(backend, def.name, inputs), expected));
  }
  return rows;
}

const tested: readonly OpDef[] = opDefs.filter((def) => def.js.float !== undefined && def.result === "operand" && def.arity < 3);

/** One array for each argument. */
type Inputs = readonly Float32Array[];

const specials = [0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, Infinity, -Infinity, NaN, 2 ** -126, -(2 ** -126), 3.4028234663852886e38, -3.4028234663852886e38];

/** Numbers of every magnitude, a fine line through the bends of the functions, and special values; of two arguments, all pairs of fewer numbers. */
function gridFor(arity: number): Inputs {
  const [magnitude, line] = arity === 1 ? [1 / 32, 1 / 640] : [4, 1 / 2];
  const positive = [...steps(-126, 127, magnitude).map((exponent) => 2 ** exponent * 1.0000002), ...steps(line / 3, 20, line)];
  const numbers = [...specials, ...positive.flatMap((x) => [x, -x])];
  if (arity === 1) return [Float32Array.from(numbers)];
  return [Float32Array.from(numbers.flatMap((x) => numbers.map(() => x))), Float32Array.from(numbers.flatMap(() => numbers))];
}

const steps = (from: number, to: number, step: number): number[] => Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);

function answersOf(apply: Scalar, [a, b = a]: Inputs): Float64Array {
  return Float64Array.from(a!, (x, i) => apply(x, b![i]!, x));
}

async function answersOn(backend: Backend, op: string, inputs: Inputs): Promise<ArrayLike<number>> {
  return scope(() => {
    const sources = inputs.map((numbers) => new Tensor(upload(op, backend, numbers, "float32", [numbers.length]), []));
    return new Tensor(elementwise(op, sources.map((source) => valueOf(op, source))), sources).data();
  });
}

const leastNormal = 2 ** -126;

function judge(name: string, device: DeviceName, inputs: Inputs, actual: ArrayLike<number>, expected: Float64Array): AccuracyRow {
  let [ulp, worst, special] = [0, -1, 0];
  const wrong: Answer[] = [];
  const answer = (i: number): Answer => ({ inputs: inputs.map((numbers) => numbers[i]!), actual: actual[i]!, expected: expected[i]! });
  expected.forEach((right, i) => {
    const isOrdinary = Number.isFinite(right) && Math.abs(right) >= leastNormal;
    if (!isOrdinary) special++;
    if (isOrdinary && !Number.isNaN(actual[i])) {
      const error = ulpsOff(actual[i]!, right);
      if (error > ulp) [ulp, worst] = [error, i];
    } else if (!isSame(actual[i]!, right)) wrong.push(answer(i));
  });
  return { function: name, device, ulp, ...(worst < 0 ? {} : { worst: answer(worst) }), special, wrong };
}

function isSame(actual: number, right: number): boolean {
  const nearZero = Math.abs(actual) <= leastNormal && Math.abs(right) < leastNormal;
  return nearZero || actual === right || (Number.isNaN(actual) && Number.isNaN(right));
}

/** Infinities stand for the number after the greatest, so that overflowing a hair too early or too late is a small error. */
function ulpsOff(actual: number, right: number): number {
  const bounded = (x: number): number => Math.min(Math.max(x, -(2 ** 128)), 2 ** 128);
  return Math.abs(bounded(actual) - bounded(right)) / 2 ** (Math.min(Math.floor(Math.log2(Math.abs(right))), 127) - 23);
}
