/** What this machine can do at most, on one thread or on several at once: arithmetic on registers, and copying. Runs in a page or a worker. */
import type { CeilingTask } from "./ceilings.worker.ts";
import { median } from "./timing.ts";

/** GFLOP/s, and GB/s with what is read and what is written both counted. NaN where the engine lacks the instruction. */
export type Ceilings = Readonly<Record<CeilingTask, number>>;

const tasks: readonly CeilingTask[] = ["madd", "mulAdd", "copy64MB", "copy4MB"];

export interface CeilingMeter {
  /** Takes one sample of each, in about 200 ms. */
  sample(): Promise<void>;
  /** The medians of the samples. */
  result(): Ceilings;
  stop(): void;
}

export function startCeilings(threads: number): CeilingMeter {
  const workers = Array.from({ length: threads }, () => new Worker(new URL("./ceilings.worker.ts", import.meta.url), { type: "module" }));
  const samples: { task: CeilingTask; rate: number }[] = [];
  return {
    async sample() {
      for (const task of tasks) {
        const rates = await Promise.all(workers.map((worker) => ask(worker, task)));
        samples.push({ task, rate: rates.reduce((total, rate) => total + rate, 0) });
      }
    },
    result: () => Object.fromEntries(tasks.map((task) => [task, median(samples.filter((sample) => sample.task === task).map(({ rate }) => rate))])) as Ceilings,
    stop: () => workers.forEach((worker) => worker.terminate()),
  };
}

function ask(worker: Worker, task: CeilingTask): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data as number);
    worker.onerror = ({ message }) => reject(new Error(`ceilings: ${message}`));
    worker.postMessage(task);
  });
}
