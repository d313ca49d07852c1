import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { DeviceName } from "../backend.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import "../methods.ts";
import { orderNow, orderOf, orderRows, sortedOf, sortRows } from "./order.ts";

describe.each<DeviceName>(["cpu", "wasm"])("orderRows on %s", (device) => {
  beforeEach(() => setDevice(device));

  it("orders every row by itself, equals as they stand", async () => {
    const number = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, -0, Infinity, -Infinity, Number.MIN_VALUE));
    const rows = fc.integer({ min: 1, max: 40 }).chain((length) => fc.array(fc.array(number, { minLength: length, maxLength: length }), { minLength: 1, maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(rows, async (data) => {
        const ordered = await orderRows("test", tensor(Float64Array.from(data.flat()), { shape: [data.length, data[0]!.length] }));
        data.forEach((row, i) => {
          const places = row.map((_, place) => place).toSorted((a, b) => (row[a]! < row[b]! ? -1 : row[a]! > row[b]! ? 1 : a - b));
          expect(Array.from(ordered[i]!.places)).toEqual(places);
          expect(Array.from(ordered[i]!.sorted)).toEqual(places.map((place) => row[place]! + 0));
        });
      }),
    );
  });

  it("orders many numbers", async () => {
    const values = Float64Array.from({ length: 70_001 }, (_, i) => Math.tan(i * 1.618));
    const [ordered] = await orderRows("test", tensor(values, { shape: [1, values.length] }));
    expect(ordered!.sorted).toEqual(values.toSorted());
    expect(Float64Array.from(ordered!.places, (place) => values[place]!)).toEqual(ordered!.sorted);
  });

  it("sorts without places, every row by itself", async () => {
    const odd = [-0, 0, Infinity, -Infinity, NaN, -NaN, 5e-324, -3];
    for (const length of [1, 3, 5000]) {
      const data = Float64Array.from({ length: 2 * length }, (_, i) => (i % 3 === 0 ? odd[(i / 3) % 8]! : Math.sin(i * i) * 10 ** (i % 20)));
      const rows = await sortRows("test", tensor(data, { shape: [2, length] }));
      rows.forEach((row, i) => expect(row).toEqual(orderNow(data.slice(i * length, (i + 1) * length)).sorted));
      expect(await sortedOf("test", data)).toEqual(orderNow(data).sorted);
    }
  });

  it("keeps the order of equals, of zeros and of NaNs, which are last, however many numbers there are", async () => {
    const many = Float64Array.from({ length: 6000 }, (_, i) => [Math.sin(i) * 1e3, -0, 0, Infinity, -Infinity, NaN, -NaN, 5e-324, (i % 5) - 2][i % 9]!);
    for (const values of [many, many.subarray(0, 100)]) {
      const key = (i: number): number => (Number.isNaN(values[i]!) ? Infinity : values[i]!);
      const places = Array.from(values.keys()).toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : Number(Number.isNaN(values[a]!)) - Number(Number.isNaN(values[b]!)) || a - b));
      const sorted = Float64Array.from(places, (place) => values[place]! + 0);
      for (const ordered of [orderNow(values), await orderOf("test", values)]) {
        expect(Array.from(ordered.places)).toEqual(places);
        expect(ordered.sorted).toEqual(sorted);
      }
    }
  });
});
