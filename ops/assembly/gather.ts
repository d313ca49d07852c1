// Slices by index, and numbers by an index each.

/**
 * For each of `outer` blocks of `length` slices of `bytes` bytes, those that `count` indices name; negative ones count from the end. The
 * word at `failed` becomes 1 where an index is out of range, and its slice is left out.
 */
export function take(out: usize, source: usize, indices: usize, outer: u32, length: i32, count: u32, bytes: usize, failed: usize): void {
  for (let block: u32 = 0; block < outer; block++) {
    for (let i: u32 = 0; i < count; i++) {
      const index = load<i32>(indices + (<usize>i << 2));
      const place = index < 0 ? index + length : index;
      if (<u32>place >= <u32>length) store<u32>(failed, 1);
      else if (bytes == 4) store<u32>(out, load<u32>(source + (<usize>place << 2)));
      else memory.copy(out, source + <usize>place * bytes, bytes);
      out += bytes;
    }
    source += <usize>length * bytes;
  }
}

/** For each of `outer` blocks of [length, inner] numbers, those that the indices, `count` rows of `inner`, name in their columns. */
export function gather_along_4(out: usize, source: usize, indices: usize, outer: u32, length: i32, count: u32, inner: u32, failed: usize): void {
  for (let block: u32 = 0; block < outer; block++) {
    for (let i: u32 = 0; i < count; i++) {
      for (let n: u32 = 0; n < inner; n++) {
        const index = load<i32>(indices);
        const place = index < 0 ? index + length : index;
        if (<u32>place >= <u32>length) store<u32>(failed, 1);
        else store<u32>(out, load<u32>(source + ((<usize>place * inner + n) << 2)));
        indices += 4;
        out += 4;
      }
    }
    source += (<usize>length * inner) << 2;
  }
}

/** The way back: updates go to, or are added to, the places that their indices name. `From` is a number of the updates, `To` one of the result. */
// @ts-ignore: decorator
@inline
function scatter<From, To>(out: usize, updates: usize, indices: usize, outer: u32, length: i32, count: u32, inner: u32, failed: usize, add: bool): void {
  for (let block: u32 = 0; block < outer; block++) {
    for (let i: u32 = 0; i < count; i++) {
      for (let n: u32 = 0; n < inner; n++) {
        const index = load<i32>(indices);
        const place = index < 0 ? index + length : index;
        if (<u32>place >= <u32>length) {
          store<u32>(failed, 1);
        } else {
          const to = out + (<usize>place * inner + n) * sizeof<To>();
          const update = <To>load<From>(updates);
          store<To>(to, add ? <To>(load<To>(to) + update) : update);
        }
        indices += 4;
        updates += sizeof<From>();
      }
    }
    out += <usize>length * inner * sizeof<To>();
  }
}

export function scatter_set_4(out: usize, updates: usize, indices: usize, outer: u32, length: i32, count: u32, inner: u32, failed: usize): void {
  scatter<u32, u32>(out, updates, indices, outer, length, count, inner, failed, false);
}

export function scatter_add_int32(out: usize, updates: usize, indices: usize, outer: u32, length: i32, count: u32, inner: u32, failed: usize): void {
  scatter<u32, u32>(out, updates, indices, outer, length, count, inner, failed, true);
}

/** Into float64: many small numbers may meet at one place. */
export function scatter_add_float32(out: usize, updates: usize, indices: usize, outer: u32, length: i32, count: u32, inner: u32, failed: usize): void {
  scatter<f32, f64>(out, updates, indices, outer, length, count, inner, failed, true);
}
