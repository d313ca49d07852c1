/** What a matrix profile shows: windows that come again, and windows that are like no other. */
import { checkCount } from "./series.ts";
import type { MatrixProfile } from "./matrix-profile.ts";

/** A window that is like no other. */
export interface Discord {
  /** Where the window starts. */
  readonly index: number;
  /** How far it is from the window most like it. */
  readonly distance: number;
  /** Where that one starts. */
  readonly neighbour: number;
}

/** A pair of windows that are alike. */
export type Motif = Discord;

export interface RankingOptions {
  /** How many, 1 or more; fewer are found where windows run out. Default: 3. */
  readonly count?: number;
}

/** The windows that are furthest from their neighbours, the strangest first; they don't overlap within the exclusion zone. Throws `ValidationError` for a count below 1. */
export function discords(found: MatrixProfile, { count = 3 }: RankingOptions = {}): Promise<Discord[]> {
  return ranked("anomaly.discords", found, count, -1, false);
}

/** The pairs of windows that are nearest to each other, the most alike first; none within the exclusion zone of another pair's. Throws `ValidationError` for a count below 1. */
export function motifs(found: MatrixProfile, { count = 3 }: RankingOptions = {}): Promise<Motif[]> {
  return ranked("anomaly.motifs", found, count, 1, true);
}

async function ranked(op: string, { profile, indices, exclusion }: MatrixProfile, count: number, sign: 1 | -1, asPair: boolean): Promise<Discord[]> {
  checkCount(op, "count", count, 1);
  const [distances, neighbours] = await Promise.all([profile.data(), indices.data()]);
  const order = Array.from(distances, (_, i) => i).filter((i) => Number.isFinite(distances[i]!));
  order.sort((a, b) => sign * (distances[a]! - distances[b]!) || a - b);
  const taken = new Uint8Array(distances.length);
  const take = (at: number): void => void taken.fill(1, Math.max(0, at - exclusion), at + exclusion + 1);
  const chosen: Discord[] = [];
  for (const index of order) {
    const neighbour = neighbours[index]!;
    if (chosen.length === count) break;
    if (taken[index] || (asPair && taken[neighbour])) continue;
    chosen.push({ index, distance: distances[index]!, neighbour });
    take(index);
    if (asPair) take(neighbour);
  }
  return chosen;
}
