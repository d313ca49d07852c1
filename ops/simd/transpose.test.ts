import { expect, it } from "vitest";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import "../methods.ts";

it.each(["float32", "float64", "int32"] as const)("lays out transposed matrices of %s, whatever their sizes", async (dtype) => {
  await setDevice("wasm");
  for (const [rows, columns] of [[1, 5], [2, 2], [3, 7], [10, 67], [67, 10], [64, 16], [65, 33], [130, 5]] as const) {
    const numbers = Array.from({ length: 2 * rows * columns }, (_, i) => (i * 7) % 1009);
    const x = tensor(numbers, { dtype, shape: [2, rows, columns] });
    const turned = Array.from({ length: numbers.length }, (_, at) => {
      const [batch, place] = [Math.floor(at / (rows * columns)), at % (rows * columns)];
      return numbers[batch * rows * columns + (place % rows) * columns + Math.floor(place / rows)];
    });
    expect(Array.from(await x.transpose([0, 2, 1]).reshape([-1]).data(), Number)).toEqual(turned);
    const inner = x.slice(0).slice([1, null], [1, null]); // rows farther apart than they are long
    if (rows === 1) continue;
    const expected = Array.from({ length: (rows - 1) * (columns - 1) }, (_, at) => numbers[(1 + (at % (rows - 1))) * columns + 1 + Math.floor(at / (rows - 1))]);
    expect(Array.from(await inner.transpose().reshape([-1]).data(), Number)).toEqual(expected);
  }
});
