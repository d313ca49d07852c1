/** LZ4 frames, as Arrow packs its buffers in (github.com/lz4/lz4, doc/lz4_Frame_format.md and lz4_Block_format.md). Checksums are not looked at. */

const MAGIC = 0x184d2204;

/** The bytes in a frame; `length` is how many there are. Throws `RangeError` for a frame that is broken. */
export function unpackLz4(frame: Uint8Array, length: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError("not an LZ4 frame");
  const flags = frame[4]!;
  const hasBlockChecksum = (flags & 0x10) !== 0;
  let at = 7 + ((flags & 0x08) === 0 ? 0 : 8) + ((flags & 0x01) === 0 ? 0 : 4); // after the size of the content and the name of a dictionary
  const out = new Uint8Array(length);
  let filled = 0;
  for (;;) {
    const header = view.getUint32(at, true);
    const size = header & 0x7fffffff;
    at += 4;
    if (size === 0) break;
    const block = frame.subarray(at, at + size);
    if (header >>> 31 === 0) filled = unpackBlock(block, out, filled);
    else {
      out.set(block, filled);
      filled += size;
    }
    at += size + (hasBlockChecksum ? 4 : 0);
  }
  if (filled !== length) throw new RangeError(`an LZ4 frame of ${filled} bytes, not ${length}`);
  return out;
}

/** Sequences of new bytes and of bytes that came before, which may lie in an earlier block. Returns how far `out` is filled. */
function unpackBlock(block: Uint8Array, out: Uint8Array, filled: number): number {
  let at = 0;
  const count = (start: number): number => {
    let total = start;
    if (start === 15) {
      let more;
      do total += more = block[at++]!;
      while (more === 255);
    }
    return total;
  };
  for (;;) {
    const token = block[at++]!;
    const literals = count(token >>> 4);
    out.set(block.subarray(at, at + literals), filled);
    at += literals;
    filled += literals;
    if (at >= block.length) return filled; // the last sequence has new bytes only
    const distance = block[at]! | (block[at + 1]! << 8);
    at += 2;
    const end = filled + count(token & 15) + 4;
    if (distance === 0 || distance > filled || end > out.length) throw new RangeError("a broken LZ4 block");
    for (; filled < end; filled++) out[filled] = out[filled - distance]!; // one by one: it may repeat what it writes
  }
}
