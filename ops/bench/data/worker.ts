/** Measures one row: every entry is checked, then all are timed in turns. */
import { configure, setDevice } from "../../index.ts";
import { startCeilings } from "../ceilings.ts";
import { answer } from "../job-worker.ts";
import { interleave, type Batch } from "../timing.ts";
import type { Job, Measurement, RowResult } from "./job.ts";
import type { Entry, Prepared } from "./row.ts";
import { rows, type RowInfo, type RowName } from "./rows.ts";

type Preparing = Partial<Record<RowName, () => Promise<Prepared>>>;

const groups: Record<RowInfo["group"], () => Promise<{ prepare: Preparing }>> = {
  statistics: () => import("./rows/statistics.ts"),
  anomaly: () => import("./rows/anomaly.ts"),
  series: () => import("./rows/series.ts"),
  quality: () => import("./rows/quality.ts"),
  images: () => import("./rows/images.ts"),
  tables: () => import("./rows/tables.ts"),
};

async function measure({ row, threads, rounds }: Job): Promise<RowResult> {
  configure({ threads });
  await setDevice("wasm");
  const { prepare } = await groups[rows[row].group]();
  const entries = await prepare[row]!();
  const ceilings = startCeilings(threads);
  await ceilings.sample();
  const found: Record<string, Measurement> = {};
  const checked = new Map<string, Pick<Entry, "tolerance" | "share"> & { state: "ok" | "wrong"; error: number }>();
  const batches = new Map<string, Batch>();
  for (const { name, run, error, tolerance, share } of entries) {
    try {
      const largest = await error();
      checked.set(name, { state: largest <= tolerance ? "ok" : "wrong", error: largest, tolerance, share });
      batches.set(name, async (count) => {
        for (let i = 0; i < count; i++) await run();
      });
    } catch (error) {
      found[name] = { state: "failed", message: String(error) };
    }
  }
  for (const [name, timing] of await interleave(batches, rounds)) found[name] = { ...checked.get(name)!, ...timing };
  await ceilings.sample();
  ceilings.stop();
  return { row, entries: Object.fromEntries(entries.map(({ name }) => [name, found[name]!])), copy: ceilings.result().copy64MB };
}

answer(measure);
