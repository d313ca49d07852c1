// Running sums and products of packed rows; floats in float64.

// @ts-ignore: decorator
@inline
function scan<T, Wide>(out: usize, source: usize, rows: u32, length: u32, isSum: bool): void {
  for (let row: u32 = 0; row < rows; row++) {
    let total: Wide = isSum ? <Wide>0 : <Wide>1;
    for (const end = source + <usize>length * sizeof<T>(); source < end; source += sizeof<T>()) {
      const next = <Wide>load<T>(source);
      total = isSum ? total + next : total * next;
      store<T>(out, <T>total);
      out += sizeof<T>();
    }
  }
}

export function scanSum_float32(out: usize, source: usize, rows: u32, length: u32): void {
  scan<f32, f64>(out, source, rows, length, true);
}

export function scanProd_float32(out: usize, source: usize, rows: u32, length: u32): void {
  scan<f32, f64>(out, source, rows, length, false);
}

export function scanSum_float64(out: usize, source: usize, rows: u32, length: u32): void {
  scan<f64, f64>(out, source, rows, length, true);
}

export function scanProd_float64(out: usize, source: usize, rows: u32, length: u32): void {
  scan<f64, f64>(out, source, rows, length, false);
}

/** uint32 too: wrapping is the same. */
export function scanSum_int32(out: usize, source: usize, rows: u32, length: u32): void {
  scan<i32, i32>(out, source, rows, length, true);
}

export function scanProd_int32(out: usize, source: usize, rows: u32, length: u32): void {
  scan<i32, i32>(out, source, rows, length, false);
}
