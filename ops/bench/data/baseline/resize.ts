/** Bilinear with antialias, as Pillow has it: along the width first, then along the height. */

interface Line {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Float64Array;
}

/** The triangle as wide as a pixel of the result; what lies outside the line has no weight. */
function lineOf(length: number, results: number): Line {
  const scale = length / results;
  const width = Math.max(scale, 1);
  const taps = Math.min(2 * Math.ceil(width) + 1, length);
  const [first, weights] = [new Int32Array(results), new Float64Array(results * taps)];
  for (let i = 0; i < results; i++) {
    const center = (i + 0.5) * scale;
    const from = Math.max(0, Math.floor(center - width + 0.5));
    const end = Math.min(length, Math.floor(center + width + 0.5));
    // A window that would pass the end of the line begins earlier, with weights of 0.
    first[i] = Math.max(0, Math.min(from, length - taps));
    let total = 0;
    for (let j = from; j < end; j++) total += weights[i * taps + j - first[i]!] = Math.max(0, 1 - Math.abs((j + 0.5 - center) / width));
    for (let j = 0; j < taps; j++) weights[i * taps + j]! /= total;
  }
  return { taps, first, weights };
}

/** float32 [channels, height, width]. */
export function resizeFloats(x: Float32Array, [channels, height, width]: readonly [number, number, number], [newHeight, newWidth]: readonly [number, number]): Float32Array {
  const across = lineOf(width, newWidth);
  const narrow = new Float32Array(channels * height * newWidth);
  for (let row = 0; row < channels * height; row++) {
    for (let i = 0; i < newWidth; i++) {
      const [from, at] = [row * width + across.first[i]!, i * across.taps];
      let sum = 0;
      for (let k = 0; k < across.taps; k++) sum += x[from + k]! * across.weights[at + k]!;
      narrow[row * newWidth + i] = sum;
    }
  }
  const down = lineOf(height, newHeight);
  const result = new Float32Array(channels * newHeight * newWidth);
  const line = new Float64Array(newWidth);
  for (let channel = 0; channel < channels; channel++) {
    for (let row = 0; row < newHeight; row++) {
      line.fill(0);
      for (let k = 0; k < down.taps; k++) {
        const weight = down.weights[row * down.taps + k]!;
        const from = (channel * height + down.first[row]! + k) * newWidth;
        for (let i = 0; i < newWidth; i++) line[i]! += weight * narrow[from + i]!;
      }
      result.set(line, (channel * newHeight + row) * newWidth);
    }
  }
  return result;
}

const [fixed, half] = [22, 2 ** 21];

/** uint8 [height, width, channels], with weights of 22 bits, rounded after each pass. */
export function resizeBytes(x: Uint8Array, [height, width, channels]: readonly [number, number, number], [newHeight, newWidth]: readonly [number, number]): Uint8Array {
  const across = lineOf(width, newWidth);
  const acrossWeights = fixedWeights(across);
  const narrow = new Uint8Array(height * newWidth * channels);
  for (let row = 0; row < height; row++) {
    for (let i = 0; i < newWidth; i++) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = half;
        const from = (row * width + across.first[i]!) * channels + channel;
        for (let k = 0; k < across.taps; k++) sum += x[from + k * channels]! * acrossWeights[i * across.taps + k]!;
        narrow[(row * newWidth + i) * channels + channel] = sum >> fixed;
      }
    }
  }
  const down = lineOf(height, newHeight);
  const downWeights = fixedWeights(down);
  const result = new Uint8Array(newHeight * newWidth * channels);
  const length = newWidth * channels;
  const line = new Int32Array(length);
  for (let row = 0; row < newHeight; row++) {
    line.fill(half);
    for (let k = 0; k < down.taps; k++) {
      const weight = downWeights[row * down.taps + k]!;
      const from = (down.first[row]! + k) * length;
      for (let i = 0; i < length; i++) line[i]! += weight * narrow[from + i]!;
    }
    for (let i = 0; i < length; i++) result[row * length + i] = line[i]! >> fixed;
  }
  return result;
}

const fixedWeights = ({ weights }: Line): Int32Array => Int32Array.from(weights, (weight) => Math.round(weight * 2 ** fixed));
