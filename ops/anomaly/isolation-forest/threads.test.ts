import { expect, it } from "vitest";
import { configure } from "../../configure.ts";
import { tensor } from "../../creation.ts";
import { devices, setDevice } from "../../device.ts";
import "../../methods.ts";
import { rolling } from "../../stats/rolling.ts";
import { isolationForest } from "./forest.ts";

/** Any numbers from -1 to 1. */
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => (Math.sin(i * 12.9898) * 43758.5453) % 1);

it("a team of threads scores rows, and slides windows, to the same bits as one", async () => {
  configure({ threads: 3 });
  await setDevice("wasm");
  expect((await devices()).find(({ name }) => name === "wasm")?.threads).toBe(3);
  const rows = tensor(numbers(2000), { shape: [400, 5] });
  const forest = await isolationForest({ seed: 1, trees: 30 }).fit(rows);
  const alone = [0, 1, 2, 3].map((i) => tensor(numbers(2000).slice(i * 500, (i + 1) * 500), { shape: [100, 5] })); // too few for a team
  const parts = await Promise.all(alone.map(async (part) => Array.from((await (await forest.score(part)).data()) as Float64Array)));
  const series = tensor(numbers(20_000));
  const first = await rolling(series, { window: 300 }).zscore().data();
  for (let turn = 0; turn < 5; turn++) { // the team comes after the second call, and is tried against one thread
    expect(await (await forest.score(rows)).data()).toEqual(Float64Array.from(parts.flat()));
    expect(await rolling(series, { window: 300 }).zscore().data()).toEqual(first);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
