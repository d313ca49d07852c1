/** What the library holds now, as the page is told. */
import { memory } from "../../ops/core.ts";
import type { MemoryData } from "../wire/profile.ts";
import type { Places } from "./places.ts";

/** Places and classes of sizes that are told, the greatest first. */
const MOST = 100;

export function memoryData(places: Places): Omit<MemoryData, "now" | "held"> {
  const { bytes, tensors, peakBytes, hitRate, pools, places: origins, advice } = memory();
  return {
    bytes,
    tensors,
    peakBytes,
    hitRate,
    pools: pools.map(({ device, liveBytes, requestedBytes, idleBytes, fragmentation, classes }) => ({
      device,
      liveBytes,
      requestedBytes,
      idleBytes,
      fragmentation,
      classes: classes
        .filter(({ live, idle }) => live + idle > 0)
        .toSorted((a, b) => b.size * (b.live + b.idle) - a.size * (a.live + a.idle))
        .slice(0, MOST)
        .map(({ size, live, idle }) => ({ size, live, idle })),
    })),
    places: origins.slice(0, MOST).map(({ place, buffers, bytes, collected }) => ({ place, cell: places.cellOf(place), buffers, bytes, collected })),
    advice: [...advice],
  };
}
