import { expect, it } from "vitest";
import { configure } from "../../configure.ts";
import { tensor } from "../../creation.ts";
import { devices, setDevice } from "../../device.ts";
import "../../methods.ts";
import { exactRows } from "../input.ts";
import { nearest } from "./neighbours.ts";

it("a team of threads finds the same neighbours as the plain loops, though the rows are cut among them", async () => {
  const values = Float64Array.from({ length: 3000 * 5 }, (_, i) => Math.sin(i * 12.9898) * 43758.5453 % 1);
  const find = async (): Promise<ArrayLike<number>[]> => {
    const rows = await exactRows("test", tensor(values, { shape: [3000, 5] }));
    const { distances, rows: places } = await nearest("test", { values, features: 5 }, rows, { k: 7, metric: "euclidean", ownRows: true });
    return [await distances.data(), await places.data()];
  };
  await setDevice("cpu");
  const expected = await find();
  configure({ threads: 3 });
  await setDevice("wasm");
  expect((await devices()).find(({ name }) => name === "wasm")?.threads).toBe(3);
  for (let turn = 0; turn < 6; turn++) { // the team comes after the second call, and is tried against one thread
    expect(await find()).toEqual(expected);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
