/** Convolution of float32 and half floats, without its epilogue: threads share the pixels of the output, or its planes where channels stay apart. */
import type { Conv2dCall, View } from "../backend.ts";
import { runCopy } from "./elementwise.ts";
import { runJob, workersOf } from "./job.ts";
import { addressOf, scratchView, type Context } from "./kernel.ts";
import { padPlanes, type Planes } from "./planes.ts";
import { pack } from "./reduce.ts";

/** Multiplications that take about 10 microseconds. */
const worthwhile = 2 ** 18;

/** Numbers of a window that are packed at once: a tile's part of them is then 16 KB. */
const steps = 512;

/** Pixels packed at once, at most: 192 KB of windows, for the second cache. */
const mostPixels = 96;
const fewestPixels = 24;

/** The lengths that the kernels work with. */
interface Lengths {
  readonly images: number;
  readonly groups: number;
  /** Of a group. */
  readonly inChannels: number;
  readonly outChannels: number;
  /** Of a plane of the output. */
  readonly pixels: number;
  /** Of a kernel. */
  readonly window: number;
}

/** Which kernel runs a call: where every channel is convolved alone, a product would have one row or two. */
export function convolutionKernel({ weight, groups }: Conv2dCall): "convolve" | "convolve_depthwise" {
  return weight.shape[1] === 1 && weight.shape[0]! <= 2 * groups ? "convolve_depthwise" : "convolve";
}

export function runConv2d(context: Context, call: Conv2dCall): void {
  const single = (view: View): View => pack(context, view, "float32");
  const output = call.output.dtype === "float32" ? call.output : scratchView(context, "float32", call.output.shape);
  const [input, weight, bias] = [single(call.input), single(call.weight), call.bias && single(call.bias)];
  const [outChannels, inChannels, ...size] = weight.shape as [number, number, number, number];
  const [images, , height, width] = output.shape as [number, number, number, number];
  const lengths = { images, groups: call.groups, inChannels, outChannels: outChannels / call.groups, pixels: height * width, window: size[0] * size[1] };
  const planes = padPlanes(context, input, output, { ...call, size }, 0);
  const plain = { ...call, input, weight, ...(bias && { bias }), output };
  if (convolutionKernel(call) === "convolve_depthwise") convolveDepthwise(context, plain, planes, lengths);
  else convolve(context, plain, planes, lengths);
  if (output !== call.output) runCopy(context, { kind: "copy", input: output, output: call.output });
}

function convolve(context: Context, call: Conv2dCall, planes: Planes, lengths: Lengths): void {
  const { images, groups, inChannels, outChannels, pixels, window } = lengths;
  const weightBytes = outChannels * inChannels * window * 4;
  const chunks = Math.ceil((inChannels * window) / steps);
  const depth = Math.max(1, Math.ceil(inChannels / chunks));
  const packed = context.scratch.take(groups * weightBytes).pointer;
  const from = { base: addressOf(call.weight), perFirst: weightBytes };
  const packing = { kernel: "pack_weights", args: [{ base: packed, perFirst: weightBytes }, from, outChannels, inChannels, window, depth] };
  runJob(context, { size: groups, block: 1, grain: Math.ceil(2 ** 16 / weightBytes), stages: [packing] });

  const part = pixelsOfPart(pixels, workersOf(context) > 1 ? Math.ceil((workersOf(context) * 3) / (images * groups)) : 1);
  const bytes = part * depth * window * 4;
  const scratch = { base: context.scratch.take(bytes * workersOf(context)).pointer, perWorker: bytes };
  const shared = writeShared(context, call, planes, lengths, packed, depth, part);
  runJob(context, {
    size: images * groups * Math.ceil(pixels / part),
    grain: Math.ceil(worthwhile / (part * outChannels * inChannels * window)),
    stages: [{ kernel: "convolve", args: [shared, { perFirst: 1 }, { perCount: 1 }, scratch] }],
  });
}

/** Each part reads all weights: it has as many pixels as the cache holds, unless threads would go without, and never very few. */
function pixelsOfPart(pixels: number, wanted: number): number {
  const parts = Math.max(Math.ceil(pixels / mostPixels), Math.min(wanted, Math.floor(pixels / fewestPixels)), 1);
  return Math.ceil(pixels / parts / 8) * 8;
}

function convolveDepthwise(context: Context, call: Conv2dCall, planes: Planes, lengths: Lengths): void {
  const { images, groups, outChannels, pixels, window } = lengths;
  const shared = writeShared(context, call, planes, lengths, addressOf(call.weight), 1, 8);
  runJob(context, {
    size: images * groups * outChannels,
    grain: Math.ceil(worthwhile / 2 / (pixels * window)),
    stages: [{ kernel: "convolve_depthwise", args: [shared, { perFirst: 1 }, { perCount: 1 }] }],
  });
}

/** As the class `Convolution` of the kernels has it. */
function writeShared(
  { heap, scratch }: Context,
  { weight, bias, stride, dilation, output }: Conv2dCall,
  { address, height, width }: Planes,
  { groups, inChannels, outChannels, window }: Lengths,
  packed: number,
  depth: number,
  part: number,
): number {
  const row = width * 4;
  const numbers = [address, height * row, row, packed, outChannels * inChannels * window * 4, bias === undefined ? 0 : addressOf(bias), addressOf(output)];
  numbers.push(groups, inChannels, outChannels, ...output.shape.slice(2), ...weight.shape.slice(2));
  numbers.push(stride[0] * row, stride[1] * 4, dilation[0] * row, dilation[1] * 4, depth, part);
  const { pointer } = scratch.take(numbers.length * 4);
  heap.view("int32", pointer, numbers.length).set(numbers);
  return pointer;
}
