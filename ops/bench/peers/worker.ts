/** Measures a configuration: in a worker, as heavy computation should be, and where a thread may wait for others. */
import { startCeilings } from "../ceilings.ts";
import { answer } from "../job-worker.ts";
import { interleave, type Batch } from "../timing.ts";
import { countDispatches, dispatches } from "./dispatches.ts";
import type { Configuration, Job, LibraryName, Measurement, Report, RowResult } from "./job.ts";
import type { Library, Runner, Start } from "./library.ts";
import { errorOf, inputsOf, rows, type Row, type RowName } from "./rows.ts";

const loaders: Record<LibraryName, () => Promise<{ start: Start }>> = {
  tessera: () => import("./tessera.ts"),
  tfjs: () => import("./tfjs.ts"),
  onnxruntime: () => import("./onnxruntime.ts"),
  "jax-js": () => import("./jax.ts"),
};

type Libraries = ReadonlyMap<LibraryName, Library>;

async function measure({ configuration, rows: names, libraries: chosen, rounds }: Job, progress: (result: unknown) => void): Promise<Report> {
  if (configuration.device === "webgpu") countDispatches();
  // jax-js takes as many threads as there are cores.
  Object.defineProperty(navigator, "hardwareConcurrency", { value: configuration.threads, configurable: true });
  const libraries = await startAll(configuration, chosen);
  const ceilings = startCeilings(configuration.threads);
  const results: RowResult[] = [];
  for (const name of names) {
    await ceilings.sample();
    results.push(await measureRow(name, libraries, configuration, rounds));
    progress(results.at(-1));
  }
  await ceilings.sample();
  ceilings.stop();
  return { rows: results, ceilings: ceilings.result() };
}

async function startAll(configuration: Configuration, names: readonly LibraryName[]): Promise<Libraries> {
  const started = new Map<LibraryName, Library>();
  for (const name of names) {
    const { start } = await loaders[name]();
    started.set(name, await start(configuration));
  }
  return started;
}

async function measureRow(name: RowName, libraries: Libraries, { device }: Configuration, rounds: number): Promise<RowResult> {
  const row: Row = rows[name];
  const inputs = inputsOf(row);
  const runners = new Map<LibraryName, Runner>();
  const measurements: Partial<Record<LibraryName, Measurement>> = {};
  const checks = new Map<LibraryName, { state: "ok" | "wrong" | "cpu"; error: number }>();
  for (const [library, { prepare }] of libraries) {
    try {
      const runner = await prepare(row, inputs);
      if (runner === undefined) {
        measurements[library] = { state: "missing" };
        continue;
      }
      const before = dispatches();
      const error = errorOf(row, inputs, await runner.result());
      const onCpu = device === "webgpu" && dispatches() === before;
      checks.set(library, { state: error > row.tolerance ? "wrong" : onCpu ? "cpu" : "ok", error });
      runners.set(library, runner);
    } catch (error) {
      measurements[library] = { state: "failed", message: String(error) };
    }
  }
  const batches = new Map([...runners].map(([library, runner]): [LibraryName, Batch] => [library, (count) => runner.run(count)]));
  for (const [library, timing] of await interleave(batches, rounds)) measurements[library] = { ...checks.get(library)!, ...timing };
  for (const runner of runners.values()) runner.dispose();
  return { row: name, libraries: measurements };
}

answer(measure);
