/** Sorting, running folds, slices by index and random numbers of wasm, at lengths that the cases from NumPy do not have. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { argsort, cumprod, cumsum, randint, randn, setDevice, sort, take, tensor, where, type Tensor } from "../index.ts";

/** The places in order: NaN is greater than everything; equals stay as they were. */
function sortedPlaces(numbers: ArrayLike<number>, descending: boolean): number[] {
  const rank = (a: number, b: number): number => Number(a > b) - Number(a < b) || Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return Array.from(numbers, (_, i) => i).toSorted((i, j) => (descending ? rank(numbers[j]!, numbers[i]!) : rank(numbers[i]!, numbers[j]!)));
}

describe("sorting on wasm", () => {
  beforeAll(async () => void (await setDevice("wasm")));
  afterAll(async () => void (await setDevice("cpu")));

  const arrays: readonly [name: string, make: (length: number) => Tensor][] = [
    ["floats", (length) => randn([length])],
    ["floats with NaN, zeros of both signs and infinities", (length) => {
      const special = [NaN, 0, -0, Infinity, -Infinity];
      const x = randn([length]);
      return where(randint(0, 3, [length]).eq(0), tensor(Float32Array.from({ length }, (_, i) => special[i % 5]!)), x);
    }],
    ["many equals", (length) => randint(-3, 3, [length], { dtype: "int32" })],
    ["unsigned integers", (length) => randint(0, 2 ** 31, [length], { dtype: "int32" }).astype("uint32").mul(2)],
    ["bytes", (length) => randint(0, 256, [length], { dtype: "int32" }).astype("uint8")],
  ];
  for (const [name, make] of arrays) {
    for (const length of [1, 64, 65, 3000]) {
      it(`keeps the order of equals and puts NaN last: ${length} ${name}`, () => {
        const x = make(length);
        const numbers = x.dataSync();
        for (const descending of [false, true]) {
          const places = sortedPlaces(numbers, descending);
          expect(Array.from(argsort(x, { descending }).dataSync())).toEqual(places);
          expect(Array.from(sort(x, { descending }).dataSync())).toEqual(places.map((i) => numbers[i]!));
        }
      });
    }
  }

  it("sorts columns of a matrix", () => {
    const x = randn([200, 30]);
    expect(sort(x, { axis: 0 }).dataSync()).toEqual(sort(x.transpose()).transpose().add(0).dataSync());
  });

  it("runs sums and products along any axis", () => {
    const x = tensor([[1, 2, 3], [4, 5, 6]]);
    expect(Array.from(cumsum(x, { axis: 0 }).dataSync())).toEqual([1, 2, 3, 5, 7, 9]);
    expect(Array.from(cumprod(x.astype("int32"), { axis: 1 }).dataSync())).toEqual([1, 2, 6, 4, 20, 120]);
  });

  it("takes rows and columns, and names an index that is out of range", () => {
    const x = tensor([[1, 2, 3], [4, 5, 6]]);
    const places = tensor([2, -1, 0], { dtype: "int32" });
    expect(Array.from(take(x, places, { axis: 1 }).dataSync())).toEqual([3, 3, 1, 6, 6, 4]);
    expect(() => take(x, places, { axis: 0 }).dataSync()).toThrow("index out of range: 2 for axis 0 of [2, 3]");
  });
});
