/** What the command and the page tell each other. */
import type { Timing } from "../timing.ts";
import type { RowName } from "./rows.ts";

/** A row is measured in a worker of its own: what V8 learnt from the loops of another one does not slow these down. */
export interface Job {
  readonly row: RowName;
  readonly threads: number;
  /** Measurements of each, of which the median counts. */
  readonly rounds: number;
}

/** `error` is the largest difference from what the result should be, `tolerance` what would pass; `share` the part of the work that was done. */
export type Measurement =
  | ({ readonly state: "ok" | "wrong"; readonly error: number; readonly tolerance: number; readonly share: number } & Timing)
  | { readonly state: "failed"; readonly message: string };

export interface RowResult {
  readonly row: RowName;
  /** By name: `tessera`, `webgpu` (the same on a GPU), `plain`, other loops that begin with `plain`, and libraries. */
  readonly entries: Readonly<Record<string, Measurement>>;
  /** GB/s of a copy of 64 MB just before and after, on as many threads; what is read and what is written both counted. */
  readonly copy: number;
}
