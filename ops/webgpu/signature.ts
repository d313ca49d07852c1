/** All that the plan of a call depends on, as text; which buffers those are, it does not. */
import type { Call, Instruction, View } from "../backend.ts";
import type { GpuBuffer } from "./buffers.ts";

export interface Signature {
  readonly key: string;
  /** The call's buffers, each once. */
  readonly buffers: readonly GpuBuffer[];
}

export function signatureOf(call: Call): Signature {
  const buffers: GpuBuffer[] = [];
  return { key: partText(call, buffers), buffers };
}

type Part = object | string | number | boolean | undefined;

function partText(part: Part, buffers: GpuBuffer[]): string {
  if (typeof part === "function") return ""; // what the host would do
  if (typeof part !== "object") return Object.is(part, -0) ? "-0" : `${part}`;
  if ("buffer" in part) return viewText(part as View, buffers);
  if (Array.isArray(part)) {
    let text = "[";
    for (const element of part as Part[]) text += `${partText(element, buffers)},`;
    return text;
  }
  if ("op" in part && "args" in part) return instructionText(part as Instruction);
  let text = "{";
  for (const name in part) text += `${name}:${partText((part as Record<string, Part>)[name], buffers)};`;
  return text;
}

/** Of a buffer the length counts: a kernel may write beyond the end of a view that ends its buffer. */
function viewText({ buffer, dtype, shape, strides, offset }: View, buffers: GpuBuffer[]): string {
  let place = buffers.indexOf(buffer as GpuBuffer);
  if (place < 0) place = buffers.push(buffer as GpuBuffer) - 1;
  return `${place} ${buffer.byteLength} ${dtype} ${shape.join()} ${strides.join()} ${offset}`;
}

function instructionText({ op, args, dtype }: Instruction): string {
  let text = `${op} ${dtype}`;
  for (const arg of args) {
    if ("input" in arg) text += ` x${arg.input}`;
    else if ("step" in arg) text += ` s${arg.step}`;
    else text += ` ${arg.dtype} ${Object.is(arg.constant, -0) ? "-0" : arg.constant}`;
  }
  return text;
}
