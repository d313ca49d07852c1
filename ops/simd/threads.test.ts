import { afterEach, describe, expect, it } from "vitest";
import { configure } from "../configure.ts";
import { Scratch } from "./heap.ts";
import { runJob, shareJob, workersOf, type Job } from "./job.ts";
import type { Context } from "./kernel.ts";
import { loadDevice } from "./load.ts";

const size = 1 << 18;

async function makeContext(threads: number): Promise<Context> {
  configure({ threads });
  const { heap, kernels, team } = await loadDevice();
  return { heap, kernels, team, scratch: new Scratch(heap) };
}

/** exp of numbers from -10 to 10. */
function makeJob({ heap, scratch }: Context): { job: Job; result: () => Float32Array } {
  const [source, target] = [scratch.take(size * 4).pointer, scratch.take(size * 4).pointer];
  heap.view("float32", source, size).set(Float32Array.from({ length: size }, (_, i) => (20 * i) / size - 10));
  const job: Job = {
    size,
    grain: 1024,
    stages: [{ kernel: "exp_float32", args: [{ base: target, perFirst: 4 }, { base: source, perFirst: 4 }, { perCount: 4 }] }],
  };
  return { job, result: () => Float32Array.from(heap.view("float32", target, size) as Float32Array) };
}

/** Runs the job until the workers have come. */
async function gather(context: Context, job: Job, threads: number): Promise<void> {
  while (workersOf(context) < threads) {
    runJob(context, job);
    await new Promise((resolve) => setTimeout(resolve, 1));
    context.team!.muster();
  }
}

describe("threads of the wasm device", () => {
  afterEach(() => configure({ threads: undefined }));

  it("give the same numbers as one thread", async () => {
    const alone = await makeContext(1);
    const one = makeJob(alone);
    runJob(alone, one.job);

    const team = await makeContext(3);
    const many = makeJob(team);
    await gather(team, many.job, 3);
    team.heap.view("float32", (many.job.stages[0]!.args[0] as { base: number }).base, size).fill(0);
    runJob(team, many.job);
    expect(many.result()).toEqual(one.result());
  });

  it("take ranges from one another for thousands of small jobs", async () => {
    const context = await makeContext(4);
    const { heap, scratch } = context;
    const [counts, ones] = [scratch.take(64 * 4).pointer, scratch.take(64 * 4).pointer];
    heap.view("float32", ones, 64).fill(1);
    const add = { kernel: "add_float32", args: [{ base: counts, perFirst: 16 }, { base: counts, perFirst: 16 }, 16, ones, 0, { perCount: 16 }] };
    const job: Job = { size: 16, grain: 1, stages: [add] };
    await gather(context, { ...job, stages: [] }, 4);
    heap.view("float32", counts, 64).fill(0);
    for (let i = 0; i < 5000; i++) shareJob(context, context.team!, job);
    expect(new Set(heap.view("float32", counts, 64))).toEqual(new Set([5000]));
  });

  it("leave the caller usable when a kernel fails", async () => {
    const context = await makeContext(2);
    const { job, result } = makeJob(context);
    await gather(context, job, 2);
    const outside = { ...job, stages: [{ kernel: "exp_float32", args: [0x70000000, 0x70000000, 64] }] };
    expect(() => runJob(context, outside)).toThrow();
    runJob(context, job);
    expect(result()[size / 2]).toBe(1);
  });

  it("are off when one is asked for", async () => {
    const context = await makeContext(1);
    expect(context.team).toBeUndefined();
    expect(context.heap.memory.buffer).toBeInstanceOf(ArrayBuffer);
  });
});
