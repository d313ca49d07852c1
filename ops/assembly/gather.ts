// Slices by index.

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
