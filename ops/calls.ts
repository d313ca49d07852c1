/** Calls as data: what they read and write, the same call on other views, and a call with chains as several without. */
import type { Call, Chain, ReduceCall, View } from "./backend.ts";
import { computeDtype, type ComputeDtype, type Dtype } from "./dtype.ts";
import type { Shape } from "./shape.ts";

/** What a call reads, in a fixed order. */
export function inputsOf(call: Call): readonly View[] {
  const chained = [...("prologue" in call ? (call.prologue?.inputs ?? []) : []), ...("epilogue" in call ? (call.epilogue?.inputs ?? []) : [])];
  const given = (...views: readonly (View | undefined)[]): View[] => views.filter((view) => view !== undefined);
  switch (call.kind) {
    case "elementwise":
    case "host":
      return call.inputs;
    case "take":
    case "gather":
      return [call.input, call.indices];
    case "scatter":
      return [call.input, call.indices, call.updates];
    case "matmul":
      return [call.a, call.b, ...chained];
    case "norm":
    case "conv2d":
      return given(call.input, call.weight, call.bias, ...chained);
    case "attention":
      return given(call.q, call.k, call.v, call.mask);
    case "random":
      return [];
    default:
      return [call.input, ...chained];
  }
}

/** What a call writes. */
export const outputsOf = (call: Call): readonly View[] => (call.kind === "host" ? call.outputs : [call.output]);

/** The same call on other views. */
export function mapViews<C extends Call>(call: C, map: (view: View) => View): C {
  const mapped = Object.entries(call).map(([name, part]: [string, unknown]): [string, unknown] => {
    if (isView(part)) return [name, map(part)];
    if (Array.isArray(part) && part.every(isView)) return [name, part.map(map)];
    if (name === "prologue" || name === "epilogue") return [name, part && { ...(part as Chain), inputs: (part as Chain).inputs.map(map) }];
    return [name, part];
  });
  return Object.fromEntries(mapped) as unknown as C;
}

const isView = (part: unknown): part is View => typeof part === "object" && part !== null && "buffer" in part;

/** Room for an intermediate result: contiguous, from offset 0. */
type Temporary = (dtype: Dtype, shape: Shape) => View;

/** The same computation in order; the call itself when it has no chain. */
export function unfuse(call: Call, temporary: Temporary): readonly Call[] {
  const { prologue, epilogue, ...plain } = call as ReduceCall;
  if (prologue === undefined && epilogue === undefined) return [call];
  const calls: Call[] = [];
  let { input } = plain;
  if (prologue !== undefined) {
    const made = temporary(resultDtype(prologue), input.shape);
    calls.push(asElementwise(prologue, input, made));
    input = made;
  }
  const result = epilogue === undefined ? plain.output : temporary(rawDtype(call), plain.output.shape);
  calls.push({ ...plain, input, output: result });
  if (epilogue !== undefined) calls.push(asElementwise(epilogue, result, plain.output));
  return calls;
}

/** What the last step of a chain yields. */
export const resultDtype = ({ program }: Chain): ComputeDtype => program.at(-1)!.dtype;

/** The dtype of the numbers that a call's epilogue gets. */
export function rawDtype(call: Call): ComputeDtype {
  if (call.kind === "matmul") return computeDtype(call.a.dtype);
  if (call.kind === "reduce") return call.dtype ?? computeDtype(call.output.dtype);
  return computeDtype("input" in call ? call.input.dtype : "float32");
}

function asElementwise({ program, inputs }: Chain, first: View, output: View): Call {
  return { kind: "elementwise", program, inputs: [first, ...inputs], output };
}
