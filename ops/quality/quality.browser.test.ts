import { afterAll, expect, it } from "vitest";
import { configure } from "../configure.ts";
import { tensor } from "../creation.ts";
import { devices, setDevice } from "../device.ts";
import { accuracy, check, completeness, consistency, drift, entropy, report, uniqueness } from "./index.ts";

afterAll(() => setDevice("cpu"));

const rows = [[1, 2, NaN], [1, 5, 3], [4, -1, 7], [0, 0, 0]];

/** All that is known of the rows as a float32 matrix on a device. */
async function everything(device: "cpu" | "wasm" | "webgpu"): Promise<string> {
  await setDevice(device);
  const x = tensor(rows, { dtype: "float32" });
  expect(x.device).toBe(device);
  const measures = [await completeness(x), await uniqueness(x), await consistency(x), await entropy(x), await accuracy(x, 0, 4)];
  const { results } = await check(x).isNonNegative("1").isUnique(["0", "1"]).run();
  const numbers = JSON.stringify([measures, results, await report(x, { now: 0 }), await drift(x, rows.map(([a, b, c]) => ({ 0: a, 1: b, 2: c })))]);
  return numbers.replaceAll(/\d\.\d{9,}/g, (number) => Number(number).toFixed(8)); // sums in other orders
}

it("measures, checks and reports say the same of tensors on every device", async () => {
  const expected = await everything("cpu");
  expect(await everything("wasm")).toBe(expected);
  expect(await everything("webgpu")).toBe(expected);
});

it("threads that share the columns change nothing", async () => {
  const numbers = Float32Array.from({ length: 60_000 * 6 }, (_, i) => (i % 7 === 0 ? NaN : Math.fround(Math.sin(i) * 1000) % 300));
  const summary = async (): Promise<string> => JSON.stringify(await report(tensor(numbers, { shape: [60_000, 6] })));
  await setDevice("wasm");
  const all = [await summary(), await summary(), await summary(), await summary()];
  const { threads } = (await devices()).find(({ name }) => name === "wasm")!;
  configure({ threads: 1 });
  expect(new Set([...all, await summary()]).size, `${threads} threads`).toBe(1);
});
