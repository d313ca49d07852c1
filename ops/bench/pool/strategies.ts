/** The four strategies on one list of requests: sizes as a transformer's and a convolutional network's tensors have them, freed in no order. */
import { createSpace, strategies, type Strategy } from "../../pool/space.ts";
import { Pool } from "../../pool/pool.ts";
import { Philox } from "../../philox.ts";

interface Request {
  readonly size: number;
  /** How many requests later it is freed. */
  readonly life: number;
}

/** Mostly sizes that come again, some that are new each time; most live shortly, some long. */
function requests(count: number): Request[] {
  const random = new Philox(7);
  random.startBlock();
  const usual = [64, 3072, 4096, 49_152, 65_536, 196_608, 262_144, 786_432, 802_816, 3_145_728];
  return Array.from({ length: count }, () => {
    const size = random.uniform53() < 0.8 ? usual[random.word() % usual.length]! : 64 * (1 + (random.word() % 20_000));
    return { size, life: random.uniform53() < 0.9 ? 1 + (random.word() % 12) : 100 + (random.word() % 400) };
  });
}

interface Outcome {
  readonly nsPerRequest: number;
  readonly peak: number;
  /** At the end, while what lives long is still there. */
  readonly fragmentation: number;
}

function serve(strategy: Strategy, pooled: boolean, list: readonly Request[]): Outcome {
  let peak = 0;
  const space = createSpace(strategy, 0, (end) => {
    peak = Math.max(peak, end);
    return true;
  });
  const source = { create: (size: number) => space.allocate(size), destroy: (start: number, size: number) => space.release(start, size) };
  const pool = new Pool(source, { alignment: 64, keptBytes: pooled ? 2 ** 28 : 0 });
  const due: { block: number; size: number; byteLength: number }[][] = [];
  const start = performance.now();
  list.forEach(({ size, life }, now) => {
    (due[now + life] ??= []).push({ ...pool.take(size)!, byteLength: size });
    for (const { block, size: own, byteLength } of due[now] ?? []) pool.give(block, own, byteLength);
  });
  const ms = performance.now() - start;
  pool.trim(0);
  const { bytes, largest } = space.free();
  return { nsPerRequest: (ms * 1e6) / list.length, peak, fragmentation: bytes === 0 ? 0 : 1 - largest / bytes };
}

/** A table in Markdown. */
export function compareStrategies(count: number): string {
  const list = requests(count);
  const live = mostLive(list);
  serve("first-fit", true, list); // warms up
  const rows = strategies.flatMap((strategy) =>
    [true, false].map((pooled) => {
      const { nsPerRequest, peak, fragmentation } = serve(strategy, pooled, list);
      return `| ${strategy}${pooled ? ", behind size classes" : " alone"} | ${Math.round(nsPerRequest)} | ${(peak / live).toFixed(2)} | ${fragmentation.toFixed(2)} |`;
    }),
  );
  return ["| strategy | ns a request | peak / most in use | fragmentation at the end |", "|---|---|---|---|", ...rows].join("\n");
}

function mostLive(list: readonly Request[]): number {
  const ends: number[] = [];
  let [live, most] = [0, 0];
  list.forEach(({ size, life }, now) => {
    live += size;
    ends[now + life] = (ends[now + life] ?? 0) + size;
    most = Math.max(most, live);
    live -= ends[now] ?? 0;
  });
  return most;
}
