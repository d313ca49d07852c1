// Logic on bytes of 0 or 1, and choice by them.
import { binary, Binary, unary, Unary } from "./loops";
import { choose } from "./vector";

class LogicalAndBool extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return v128.and(a, b);
  }
}
export function logicalAnd_bool(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<LogicalAndBool>(out, a, strideA, b, strideB, bytes);
}

class LogicalOrBool extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return v128.or(a, b);
  }
}
export function logicalOr_bool(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<LogicalOrBool>(out, a, strideA, b, strideB, bytes);
}

class LogicalXorBool extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return v128.xor(a, b);
  }
}
export function logicalXor_bool(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<LogicalXorBool>(out, a, strideA, b, strideB, bytes);
}

class LogicalNotBool extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return v128.xor(x, i8x16.splat(1));
  }
}
export function logicalNot_bool(out: usize, a: usize, bytes: usize): void {
  unary<LogicalNotBool>(out, a, bytes);
}

/** Chooses 32-bit lanes by bytes of 0 or 1. */
export function where_32(out: usize, condition: usize, strideCondition: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  const end = out + bytes;
  while (out < end) {
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(condition)));
    v128.store(out, choose(i32x4.neg(wide), v128.load(a), v128.load(b)));
    out += 16;
    condition += strideCondition >> 2;
    a += strideA;
    b += strideB;
  }
}
