// Convolution of float32. Every output is a product: weights [output channel][window] times windows [window][pixel]. The windows are packed straight
// from the padded image, some pixels and some channels at a time, and go through the tiles of the matrix product.

import { packRows } from "./pack";
import { multiplyTiles } from "./tile";
import { loadSteps, storeFirst } from "./window";

/** What every range of a call shares, as `simd/conv2d.ts` writes it. Strides count bytes. */
@unmanaged
export class Convolution {
  /** Padded planes. */
  input: usize;
  planeBytes: usize;
  rowBytes: usize;
  /** Packed; `weightBytes` for every group of channels. For one channel a group: as they are. */
  weight: usize;
  weightBytes: usize;
  /** 0: none. */
  bias: usize;
  out: usize;
  groups: u32;
  /** Of a group. */
  inChannels: u32;
  outChannels: u32;
  outHeight: u32;
  outWidth: u32;
  kernelHeight: u32;
  kernelWidth: u32;
  /** From one output to the next, and from one weight to the next, in the input. */
  strideRow: usize;
  strideColumn: usize;
  dilationRow: usize;
  dilationColumn: usize;
  /** Channels packed at a time. */
  depth: u32;
  /** Pixels of a range, a multiple of 8. */
  pixels: u32;
}

/** Weights of a group [outChannels][inChannels][window] as rows of the product, `depth` channels at a time. */
export function pack_weights(out: usize, weight: usize, outChannels: u32, inChannels: u32, window: u32, depth: u32): void {
  const row = <usize>inChannels * window * 4;
  for (let channel: u32 = 0; channel < inChannels; channel += depth) {
    const steps = min(depth, inChannels - channel) * window;
    packRows<f32>(out, weight + ((<usize>channel * window) << 2), row, 4, outChannels, steps);
    out += (<usize>steps * outChannels) << 2;
  }
}

/** `count` parts from the `first` one on, counted over images, groups of channels and pixels. `scratch`: pixels x depth x window numbers. */
export function convolve(shared: usize, first: u32, count: u32, scratch: usize): void {
  const call = changetype<Convolution>(shared);
  const size = call.outHeight * call.outWidth;
  const parts = (size + call.pixels - 1) / call.pixels;
  for (let item = first; item < first + count; item++) {
    const start = (item % parts) * call.pixels;
    convolvePart(call, item / parts, start, min(call.pixels, size - start), scratch);
  }
}

/** `plane` counts groups over the images. */
function convolvePart(call: Convolution, plane: u32, start: u32, count: u32, scratch: usize): void {
  const window = call.kernelHeight * call.kernelWidth;
  const group = plane % call.groups;
  const stride = (<usize>call.outHeight * call.outWidth) << 2;
  const out = call.out + <usize>plane * call.outChannels * stride + (<usize>start << 2);
  if (call.bias != 0) startWithBias(out, stride, call.bias + ((<usize>group * call.outChannels) << 2), call.outChannels, count);
  let input = call.input + <usize>plane * call.inChannels * call.planeBytes;
  let weight = call.weight + <usize>group * call.weightBytes;
  for (let channel: u32 = 0; channel < call.inChannels; channel += call.depth) {
    const channels = min(call.depth, call.inChannels - channel);
    const steps = channels * window;
    for (let j: u32 = 0; j < count; j += 8) packPixels(call, scratch + <usize>j * steps * 4, input, channels, start + j, min<u32>(8, count - j));
    multiplyTiles<f32>(out, stride, weight, scratch, 32, <usize>steps << 5, call.outChannels, count, steps, channel > 0 || call.bias != 0);
    input += <usize>channels * call.planeBytes;
    weight += (<usize>steps * call.outChannels) << 2;
  }
}

function startWithBias(out: usize, stride: usize, bias: usize, channels: u32, count: u32): void {
  for (let channel: u32 = 0; channel < channels; channel++) {
    const value = v128.load32_splat(bias + (<usize>channel << 2));
    for (let j: u32 = 0; j < count; j += 4) storeFirst(out + (<usize>j << 2), value, count - j);
    out += stride;
  }
}

/** The windows of eight pixels: [window][8]. Of those behind the last one, anything. */
function packPixels(call: Convolution, out: usize, input: usize, channels: u32, pixel: u32, count: u32): void {
  const isRow = count == 8 && (pixel % call.outWidth) + 8 <= call.outWidth;
  if (isRow) packRow(call, out, placeOf(call, input, pixel), channels);
  else packLanes(call, out, input, channels, pixel, count);
}

// @ts-ignore: decorator
@inline
function placeOf(call: Convolution, input: usize, pixel: u32): usize {
  return input + <usize>(pixel / call.outWidth) * call.strideRow + <usize>(pixel % call.outWidth) * call.strideColumn;
}

/** All in one row. What the loops need is read first: engines would read it again after every store. */
function packRow(call: Convolution, out: usize, from: usize, channels: u32): void {
  const step = call.strideColumn;
  const half = step << 2;
  const planeBytes = call.planeBytes;
  const dilationRow = call.dilationRow;
  const dilationColumn = call.dilationColumn;
  const rowBytes = call.kernelWidth * dilationColumn;
  const windowBytes = call.kernelHeight * dilationRow;
  for (let channel: u32 = 0; channel < channels; channel++) {
    for (let row = from, end = from + windowBytes; row < end; row += dilationRow) {
      for (let at = row, last = row + rowBytes; at < last; at += dilationColumn) {
        v128.store(out, loadSteps(at, step));
        v128.store(out, loadSteps(at + half, step), 16);
        out += 32;
      }
    }
    from += planeBytes;
  }
}

/** In several rows: lane by lane. */
function packLanes(call: Convolution, out: usize, input: usize, channels: u32, pixel: u32, count: u32): void {
  const planeBytes = call.planeBytes;
  const dilationRow = call.dilationRow;
  const dilationColumn = call.dilationColumn;
  const rowBytes = call.kernelWidth * dilationColumn;
  const windowBytes = call.kernelHeight * dilationRow;
  for (let lane: u32 = 0; lane < count; lane++) {
    let to = out + (<usize>lane << 2);
    let from = placeOf(call, input, pixel + lane);
    for (let channel: u32 = 0; channel < channels; channel++) {
      for (let row = from, end = from + windowBytes; row < end; row += dilationRow) {
        for (let at = row, last = row + rowBytes; at < last; at += dilationColumn) {
          store<f32>(to, load<f32>(at));
          to += 32;
        }
      }
      from += planeBytes;
    }
  }
}
