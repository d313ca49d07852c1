// Pooling of float32: four neighbouring windows at a time, on planes with their padding in place.

import { loadSteps, storeFirst } from "./window";

/** What every range of a call shares, as `simd/pool2d.ts` writes it. Strides count bytes. */
@unmanaged
class Pooling {
  input: usize;
  planeBytes: usize;
  out: usize;
  outHeight: u32;
  outWidth: u32;
  sizeRow: u32;
  sizeColumn: u32;
  strideRow: usize;
  strideColumn: usize;
  dilationRow: usize;
  dilationColumn: usize;
  /** How many rows and columns of the windows count, as float32, for every row and column of the output. */
  rowCounts: usize;
  columnCounts: usize;
}

/** The greatest of each window: `count` planes from the `first` one on. */
export function pool_max(shared: usize, first: u32, count: u32): void {
  pool(true, changetype<Pooling>(shared), first, count);
}

/** The mean of each window. */
export function pool_mean(shared: usize, first: u32, count: u32): void {
  pool(false, changetype<Pooling>(shared), first, count);
}

// @ts-ignore: decorator
@inline
function pool(isMax: bool, call: Pooling, first: u32, count: u32): void {
  let out = call.out + ((<usize>first * call.outHeight * call.outWidth) << 2);
  for (let plane = first; plane < first + count; plane++) {
    let row = call.input + <usize>plane * call.planeBytes;
    for (let y: u32 = 0; y < call.outHeight; y++) {
      const rows = v128.load32_splat(call.rowCounts + (<usize>y << 2));
      for (let x: u32 = 0; x < call.outWidth; x += 4) {
        let folded = fold(isMax, call, row + <usize>x * call.strideColumn);
        if (!isMax) folded = f32x4.div(folded, f32x4.mul(rows, v128.load(call.columnCounts + (<usize>x << 2))));
        storeFirst(out + (<usize>x << 2), folded, call.outWidth - x);
      }
      out += <usize>call.outWidth << 2;
      row += call.strideRow;
    }
  }
}

/** Four windows. Each row is folded by itself first: sums lose less so. */
// @ts-ignore: decorator
@inline
function fold(isMax: bool, call: Pooling, from: usize): v128 {
  let all = f32x4.splat(isMax ? -Infinity : 0);
  for (let i: u32 = 0; i < call.sizeRow; i++) {
    let line = loadSteps(from, call.strideColumn);
    let at = from + call.dilationColumn;
    for (let j: u32 = 1; j < call.sizeColumn; j++) {
      const next = loadSteps(at, call.strideColumn);
      line = isMax ? f32x4.max(line, next) : f32x4.add(line, next);
      at += call.dilationColumn;
    }
    all = isMax ? f32x4.max(all, line) : f32x4.add(all, line);
    from += call.dilationRow;
  }
  return all;
}
