/** A hash of 64 bits, as two words: MurmurHash3_x86_32 (Appleby, 2011) with two seeds. Numbers are hashed by the 8 bytes of their float64, little-endian, -0 as 0; strings by their UTF-16 code units. */

const bytes = new Float64Array(1);
const words = new Uint32Array(bytes.buffer);
const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
const seeds = [0x9747b28c, 0x5bd1e995] as const;

/** The two words of a hash. */
export interface Hash {
  readonly high: number;
  readonly low: number;
}

export function hashOf(value: number | string): Hash {
  return typeof value === "number" ? { high: hashNumber(value, seeds[0]), low: hashNumber(value, seeds[1]) } : { high: hashText(value, seeds[0]), low: hashText(value, seeds[1]) };
}

function hashNumber(value: number, seed: number): number {
  bytes[0] = value === 0 ? 0 : value;
  const [first, second] = isLittleEndian ? [words[0]!, words[1]!] : [words[1]!, words[0]!];
  return finish(mix(mix(seed, first), second), 8);
}

function hashText(text: string, seed: number): number {
  let hash = seed;
  const pairs = text.length & ~1;
  for (let i = 0; i < pairs; i += 2) hash = mix(hash, text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16));
  if (pairs < text.length) hash ^= scramble(text.charCodeAt(pairs));
  return finish(hash, 2 * text.length);
}

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

const scramble = (word: number): number => Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);

const mix = (hash: number, word: number): number => (Math.imul(rotate(hash ^ scramble(word), 13), 5) + 0xe6546b64) | 0;

function finish(hash: number, length: number): number {
  let x = hash ^ length;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
