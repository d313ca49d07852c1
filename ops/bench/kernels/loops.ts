/** What someone would write without the library: loops over `Float32Array`. The yardstick of `suite.ts`. */
import { erf } from "../../defs/erf.ts";

export function add(a: Float32Array, b: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! + b[i]!;
}

export function exp(a: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.exp(a[i]!);
}

export function gelu(a: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = 0.5 * a[i]! * (1 + erf(a[i]! * Math.SQRT1_2));
}

export function sum(a: Float32Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]!;
  return total;
}

export function softmax(a: Float32Array, out: Float32Array, length: number): void {
  for (let start = 0; start < a.length; start += length) {
    let greatest = -Infinity;
    for (let i = start; i < start + length; i++) greatest = Math.max(greatest, a[i]!);
    let total = 0;
    for (let i = start; i < start + length; i++) total += out[i] = Math.exp(a[i]! - greatest);
    for (let i = start; i < start + length; i++) out[i]! /= total;
  }
}

export function transpose(a: Float32Array, out: Float32Array, side: number): void {
  for (let i = 0; i < side; i++) for (let j = 0; j < side; j++) out[i * side + j] = a[j * side + i]!;
}

export function matmul(a: Float32Array, b: Float32Array, out: Float32Array, side: number): void {
  out.fill(0);
  for (let i = 0; i < side; i++) {
    for (let k = 0; k < side; k++) {
      const factor = a[i * side + k]!;
      for (let j = 0; j < side; j++) out[i * side + j]! += factor * b[k * side + j]!;
    }
  }
}
