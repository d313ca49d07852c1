/** What is found in series. */
import { anomaly, tensor } from "../../../index.ts";
import { matrixProfile } from "../baseline/matrix-profile.ts";
import { Random } from "../baseline/random.ts";
import { stl, type Parts } from "../baseline/stl.ts";
import { entry, largestError, read, tessera, type Prepared } from "../row.ts";

const period = 24;

/** A trend, a season that changes, noise, and a spike now and then. */
function series(size: number): Float64Array {
  const random = new Random(4);
  return Float64Array.from({ length: size }, (_, i) => i / 1000 + (1 + i / size) * Math.sin((2 * Math.PI * i) / period) + 0.3 * random.normal() + (i % 997 === 500 ? 8 : 0));
}

async function prepareStl(robust: boolean): Promise<Prepared> {
  const x = series(100_000);
  const ours = tensor(x);
  const both = ({ trend, seasonal }: Parts): number[] => [...trend, ...seasonal];
  const expected = both(stl(x, period, robust));
  const ofOurs = async ({ trend, seasonal }: anomaly.Decomposition): Promise<number[]> => both({ trend: Float64Array.from(await read(trend)), seasonal: Float64Array.from(await read(seasonal)) });
  const check = { tolerance: 1e-8 };
  return [
    tessera(() => anomaly.stl(ours, { period, robust }), ofOurs, expected, check),
    entry("plain", () => stl(x, period, robust), both, expected, check),
  ];
}

async function prepareProfile(): Promise<Prepared> {
  const window = 100;
  const x = series(5000);
  const ours = tensor(x);
  const places = Array.from({ length: 20 }, (_, i) => 245 * i);
  const expected = places.map((place) => nearestWindow(x, window, place));
  const someOf = (profile: ArrayLike<number>): number => largestError(places.map((place) => profile[place]!), expected);
  const check = { tolerance: 1e-6 };
  return [
    tessera(() => anomaly.matrixProfile(ours, { window }), ({ profile }) => read(profile), someOf, check),
    entry("plain", () => matrixProfile(x, window), (profile) => profile, someOf, check),
  ];
}

/** By comparing a window with every other one. */
function nearestWindow(x: Float64Array, window: number, place: number): number {
  const scaled = (at: number): Float64Array => {
    const values = x.subarray(at, at + window);
    const mean = values.reduce((sum, value) => sum + value, 0) / window;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / window);
    return values.map((value) => (value - mean) / deviation);
  };
  const own = scaled(place);
  let least = Infinity;
  for (let at = 0; at <= x.length - window; at++) {
    if (Math.abs(at - place) <= Math.ceil(window / 4)) continue;
    least = Math.min(least, Math.hypot(...scaled(at).map((value, i) => value - own[i]!)));
  }
  return least;
}

export const prepare = {
  stl: () => prepareStl(false),
  stlRobust: () => prepareStl(true),
  matrixProfile: prepareProfile,
};
