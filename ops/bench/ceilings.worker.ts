/** One thread of the measurement of `ceilings.ts`. Answers a task's name with its rate in billions a second, NaN where the engine cannot. */
import { flopsPerIteration, startCeilingKernels } from "./ceilings-module.ts";

export type CeilingTask = "madd" | "mulAdd" | "copy64MB" | "copy4MB";

const [large, small] = [2 ** 26, 2 ** 22];
const milliseconds = 40;

const starting = startCeilingKernels(2 * large);

async function rateOf(task: CeilingTask): Promise<number> {
  const { madd, mulAdd, copy } = await starting;
  if (task === "copy64MB") return rate(() => copy(0, large, large), (2 * large) / 1e9);
  if (task === "copy4MB") return rate(() => copy(0, small, small), (2 * small) / 1e9);
  const run = task === "madd" ? madd : mulAdd;
  const iterations = 20000;
  return run === undefined ? NaN : rate(() => void run(iterations), (iterations * flopsPerIteration) / 1e9);
}

function rate(run: () => void, work: number): number {
  run();
  const start = performance.now();
  let [runs, elapsed] = [0, 0];
  while (elapsed < milliseconds) {
    run();
    runs++;
    elapsed = performance.now() - start;
  }
  return (1000 * runs * work) / elapsed;
}

self.onmessage = async ({ data }: MessageEvent<CeilingTask>) => self.postMessage(await rateOf(data));
