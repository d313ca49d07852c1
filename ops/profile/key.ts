/**
 * A number for what a span was: equal for the same operation on the same shapes and dtypes. It is asked for after every call while somebody
 * watches, so it makes no strings and no arrays (a text key took ten times as long). Two 32-bit hashes make 53 bits: among ten thousand
 * different calls the odds of a clash are one in a hundred million.
 */
import type { Call, Chain, Instruction, View } from "../backend.ts";

const ids = new Map<string, number>();

function idOf(word: string): number {
  let id = ids.get(word);
  if (id === undefined) ids.set(word, (id = ids.size + 1));
  return id;
}

let low = 0;
let high = 0;

function mix(number: number): void {
  low = Math.imul(low ^ number, 0x9e3779b1);
  low ^= low >>> 15;
  high = Math.imul(high ^ (number + 0x7f4a7c15), 0x85ebca6b);
  high ^= high >>> 13;
}

function mixView({ dtype, shape }: View): void {
  // The length, the first letter and the last digit but one tell all dtypes apart.
  mix((dtype.length << 24) + (dtype.charCodeAt(0) << 16) + (dtype.charCodeAt(dtype.length - 2) << 8) + shape.length);
  for (let axis = 0; axis < shape.length; axis++) mix(shape[axis]!);
}

function mixViews(views: readonly View[]): void {
  for (let index = 0; index < views.length; index++) mixView(views[index]!);
}

function mixProgram(program: readonly Instruction[]): void {
  for (let index = 0; index < program.length; index++) mix(idOf(program[index]!.op));
}

function mixChain(chain: Chain | undefined): void {
  if (chain === undefined) return;
  mixProgram(chain.program);
  mixViews(chain.inputs);
}

/** Of a span. When it has a call, that says everything but the device, and the devices' names differ in length. */
export function keyOf(kind: string, name: string, device: string, call: Call | undefined): number {
  low = device.length;
  high = 0;
  if (call === undefined) {
    mix(idOf(kind));
    mix(idOf(name));
  } else mixCall(call);
  return (low >>> 0) * 0x200000 + (high >>> 11);
}

/** Everything that `nameOfCall` and `shapesOfCall` look at. */
function mixCall(call: Call): void {
  mix(idOf(call.kind));
  if (call.kind === "host") {
    mix(idOf(call.name));
    mixViews(call.inputs);
    return mixViews(call.outputs);
  }
  mixView(call.output);
  if (call.kind === "elementwise") {
    mixProgram(call.program);
    return mixViews(call.inputs);
  }
  if ("op" in call) mix(idOf(call.op));
  if ("input" in call) mixView(call.input);
  if ("a" in call) {
    mixView(call.a);
    mixView(call.b);
  }
  if ("prologue" in call) mixChain(call.prologue);
  if ("epilogue" in call) mixChain(call.epilogue);
  if ("axis" in call) mix(call.axis);
  if ("indices" in call) mixView(call.indices);
  if ("weight" in call && call.weight) mixView(call.weight);
  if ("yields" in call) mix(idOf(call.yields));
  if ("log" in call || "centered" in call || "causal" in call) mix(isVariant(call) ? 1 : 0);
  if ("q" in call) {
    mixView(call.q);
    mixView(call.k);
  }
}

const isVariant = (call: { log?: boolean; centered?: boolean; causal?: boolean }): boolean => call.log ?? call.centered ?? call.causal ?? false;
