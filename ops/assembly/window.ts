// What convolution and pooling share: planes with their padding in place, and elements a stride apart.

/**
 * Planes of `height` x `width` numbers copied into planes of `fullHeight` x `fullWidth`, below `top` rows and behind `left` columns of `value`; the
 * same value fills the rest. What would stick out is left off.
 */
export function pad_planes(
  out: usize, from: usize, planes: u32, height: u32, width: u32, top: u32, left: u32, fullHeight: u32, fullWidth: u32, value: f32,
): void {
  const columns = min<u32>(width, fullWidth - left);
  for (let plane: u32 = 0; plane < planes; plane++) {
    for (let y: u32 = 0; y < fullHeight; y++) {
      if (y < top || y - top >= height) {
        fill(out, fullWidth, value);
      } else {
        fill(out, left, value);
        copy(out + (<usize>left << 2), from + ((<usize>(y - top) * width) << 2), columns);
        fill(out + (<usize>(left + columns) << 2), fullWidth - left - columns, value);
      }
      out += <usize>fullWidth << 2;
    }
    from += (<usize>height * width) << 2;
  }
}

/** Short rows: loops are faster here than the instructions for large ones. Nothing behind the end is touched, it may be another thread's. */
function fill(out: usize, count: u32, value: f32): void {
  const end = out + (<usize>count << 2);
  for (; out + 16 <= end; out += 16) v128.store(out, f32x4.splat(value));
  for (; out < end; out += 4) store<f32>(out, value);
}

function copy(out: usize, from: usize, count: u32): void {
  const end = out + (<usize>count << 2);
  for (; out + 16 <= end; out += 16) {
    v128.store(out, v128.load(from));
    from += 16;
  }
  for (; out < end; out += 4) {
    store<f32>(out, load<f32>(from));
    from += 4;
  }
}

/** Four numbers that lie `stride` bytes apart. */
// @ts-ignore: decorator
@inline
export function loadSteps(from: usize, stride: usize): v128 {
  if (stride == 4) return v128.load(from);
  if (stride == 8) return v128.shuffle<i32>(v128.load(from), v128.load(from, 16), 0, 2, 4, 6);
  return f32x4(load<f32>(from), load<f32>(from + stride), load<f32>(from + (stride << 1)), load<f32>(from + stride * 3));
}

/** The first `count` lanes. */
// @ts-ignore: decorator
@inline
export function storeFirst(to: usize, x: v128, count: u32): void {
  if (count >= 4) {
    v128.store(to, x);
    return;
  }
  store<f32>(to, f32x4.extract_lane(x, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(x, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(x, 2), 8);
}
