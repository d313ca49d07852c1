/** The geometry of a roofline plot: both axes are logarithmic, in powers of ten. */
import type { DeviceCeilings } from "../../../../../kernel/wire/profile.ts";
import type { Operation } from "./operations.ts";

export interface Range {
  min: number;
  max: number;
}

export interface RooflineScales {
  /** Floating-point operations a byte. */
  x: Range;
  /** 10^9 floating-point operations a second. */
  y: Range;
}

/** Operations that compute and move something: those that have a place in the plot. */
export const placeable = (operations: readonly Operation[]): Operation[] => operations.filter(({ kind, flops, bytes, gflops }) => kind === "kernel" && flops > 0 && bytes > 0 && gflops !== null);

export const intensityOf = ({ flops, bytes }: Operation): number => flops / bytes;

/** Whole powers of ten around everything that is drawn. */
export function scalesOf(operations: readonly Operation[], { gflops, cachedGbs, gbs }: DeviceCeilings): RooflineScales {
  const around = (values: number[]): Range => ({ min: 10 ** Math.floor(Math.log10(Math.min(...values))), max: 10 ** Math.ceil(Math.log10(Math.max(...values) * 1.05)) });
  const ridge = [gflops / cachedGbs, gflops / gbs];
  const x = around([...operations.map(intensityOf), ...ridge, Math.max(...ridge) * 4, Math.min(...ridge) / 20]);
  return { x, y: around([...operations.map((one) => one.gflops!), gflops, x.min * gbs]) };
}

/** Where a value lies, from 0 to 1. */
export const placeOf = (value: number, { min, max }: Range): number => Math.min(1, Math.max(0, Math.log10(value / min) / Math.log10(max / min)));

/** The powers of ten in a range. */
export function powersOf({ min, max }: Range): number[] {
  const first = Math.round(Math.log10(min));
  return Array.from({ length: Math.round(Math.log10(max)) - first + 1 }, (_, index) => 10 ** (first + index));
}

/** The roof over a stretch of intensities, as points: the memory's slope up to the ridge, then level. */
export function roofOf(x: Range, gbs: number, gflops: number): [x: number, y: number][] {
  const ridge = gflops / gbs;
  return [[x.min, x.min * gbs], ...(ridge > x.min && ridge < x.max ? [[ridge, gflops] as [number, number]] : []), [x.max, Math.min(gflops, x.max * gbs)]];
}
