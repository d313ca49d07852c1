/** Whether memory stays flat: samples over time, and the rule that tells. */
import { median } from "../timing.ts";

export interface Sample {
  readonly seconds: number;
  readonly cells: number;
  /** What tensors hold, by `memory()`. */
  readonly bytes: number;
  readonly tensors: number;
  /** What the pools hold, in use and idle. */
  readonly pooledBytes: number;
  /** What the tab's process and the GPU's process hold; absent where the system does not tell. */
  readonly processBytes?: number;
}

/** The garbage collector comes when it likes, so a third's median may differ from another's by this much without a leak. */
const share = 0.25;
const slack = 2 ** 26;

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

/** What grew from the first third of the samples to the last, by their medians; empty when memory is flat. */
export function growth(samples: readonly Sample[]): string[] {
  const third = Math.floor(samples.length / 3);
  const [first, last] = [samples.slice(0, third), samples.slice(-third)];
  const quantities = { "bytes of tensors": "bytes", "bytes of pools": "pooledBytes", "bytes of processes": "processBytes" } as const;
  return Object.entries(quantities).flatMap(([name, key]) => {
    const [before, after] = [first, last].map((part) => median(part.map((sample) => sample[key] ?? 0))) as [number, number];
    return after > before * (1 + share) + slack ? [`${name} grew from ${megabytes(before)} to ${megabytes(after)}`] : [];
  });
}

/** A line for each of about ten samples. */
export function formatSamples(samples: readonly Sample[]): string {
  const every = Math.max(1, Math.floor(samples.length / 10));
  const rows = samples
    .filter((_, i) => i % every === every - 1)
    .map(({ seconds, cells, bytes, tensors, pooledBytes, processBytes }) =>
      ["", Math.round(seconds), cells, tensors, megabytes(bytes), megabytes(pooledBytes), processBytes === undefined ? "" : megabytes(processBytes), ""].join(" | ").trim(),
    );
  return ["| seconds | cells | tensors | tensors hold | pools hold | processes hold |", "|---|---|---|---|---|---|", ...rows].join("\n");
}
