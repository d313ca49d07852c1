// Convolution of float32 where every channel is convolved alone: vectors of neighbouring pixels are added up directly.

import { Convolution } from "./conv2d";
import { madd } from "./vector";
import { loadSteps, storeFirst } from "./window";

/** One input channel a group: `count` output planes from the `first` one on, counted over the images. */
export function convolve_depthwise(shared: usize, first: u32, count: u32): void {
  const call = changetype<Convolution>(shared);
  const channels = call.groups * call.outChannels;
  const size = (<usize>call.outHeight * call.outWidth) << 2;
  const window = (<usize>call.kernelHeight * call.kernelWidth) << 2;
  for (let plane = first; plane < first + count; plane++) {
    const channel = plane % channels;
    const input = call.input + <usize>(plane / call.outChannels) * call.planeBytes;
    const start: f32 = call.bias == 0 ? 0 : load<f32>(call.bias + (<usize>channel << 2));
    convolvePlane(call, call.out + plane * size, input, call.weight + channel * window, start);
  }
}

function convolvePlane(call: Convolution, out: usize, input: usize, weight: usize, start: f32): void {
  for (let y: u32 = 0; y < call.outHeight; y++) {
    if (call.strideColumn == 4) convolveRow(call, out, input, weight, start, 4);
    else convolveRow(call, out, input, weight, start, call.strideColumn);
    out += <usize>call.outWidth << 2;
    input += call.strideRow;
  }
}

// @ts-ignore: decorator
@inline
function convolveRow(call: Convolution, out: usize, input: usize, weight: usize, start: f32, step: usize): void {
  const width = call.outWidth;
  const dilationRow = call.dilationRow;
  const dilationColumn = call.dilationColumn;
  const rowBytes = call.kernelWidth * dilationColumn;
  const windowBytes = call.kernelHeight * dilationRow;
  for (let x: u32 = 0; x < width; x += 8) {
    let left = f32x4.splat(start);
    let right = left;
    let w = weight;
    const from = input + <usize>x * step;
    for (let row = from, end = from + windowBytes; row < end; row += dilationRow) {
      for (let at = row, last = row + rowBytes; at < last; at += dilationColumn) {
        const factor = v128.load32_splat(w);
        left = madd(factor, loadSteps(at, step), left);
        right = madd(factor, loadSteps(at + (step << 2), step), right);
        w += 4;
      }
    }
    if (x + 8 <= width) {
      v128.store(out, left);
      v128.store(out, right, 16);
    } else {
      storeFirst(out, left, width - x);
      if (width - x > 4) storeFirst(out + 16, right, width - x - 4);
    }
    out += 32;
  }
}
